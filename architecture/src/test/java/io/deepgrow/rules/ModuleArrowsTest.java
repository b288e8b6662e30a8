package io.deepgrow.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;

/** The arrows between modules, as docs/architecture.md draws them. */
@AnalyzeClasses(
    packages = "io.deepgrow",
    importOptions = {ImportOption.DoNotIncludeTests.class, ModuleArrowsTest.NoFixtures.class})
class ModuleArrowsTest {

  /** Without the jars of test fixtures. */
  static final class NoFixtures implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String VOLUME = "io.deepgrow.volume..";
  private static final String DICOM = "io.deepgrow.dicom..";
  private static final String DICOM_WEB = "io.deepgrow.dicomweb..";
  private static final String SERIES = "io.deepgrow.series..";
  private static final String SEG = "io.deepgrow.seg..";
  private static final String[] MODELS = {
    "io.deepgrow.model..", "io.deepgrow.inference..", "io.deepgrow.architecture.."
  };

  @ArchTest
  static final ArchRule volumeKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(VOLUME)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DICOM,
              DICOM_WEB,
              SERIES,
              SEG,
              MODELS[0],
              MODELS[1],
              MODELS[2],
              "io.deepgrow.app..",
              "io.deepgrow.training..");

  @ArchTest
  static final ArchRule modelsKnowVolumesOnly =
      noClasses()
          .that()
          .resideInAnyPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DICOM, DICOM_WEB, SERIES, SEG, "io.deepgrow.app..", "io.deepgrow.training..");

  @ArchTest
  static final ArchRule dicomKnowsNeitherSegNorModels =
      noClasses()
          .that()
          .resideInAnyPackage(DICOM, DICOM_WEB, SERIES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SEG, MODELS[0], MODELS[1], MODELS[2]);

  @ArchTest
  static final ArchRule theDataSetKnowsNoNetwork =
      noClasses()
          .that()
          .resideInAPackage(DICOM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DICOM_WEB, SERIES, "java.net.http..");

  @ArchTest
  static final ArchRule segKnowsNoModels =
      noClasses()
          .that()
          .resideInAPackage(SEG)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODELS);

  @ArchTest
  static final ArchRule librariesKnowNoFramework =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.deepgrow.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..", "org.jboss..");

  @ArchTest
  static final ArchRule nothingIsNamedForWantOfAName =
      noClasses()
          .that()
          .resideInAPackage("io.deepgrow..")
          .should()
          .resideInAnyPackage("..util..", "..common..", "..impl..")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  @ArchTest
  static final ArchRule noPackageDependsOnOneThatDependsOnIt =
      slices().matching("io.deepgrow.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule entitiesStayInTheirPackage =
      classes().that().areAnnotatedWith("jakarta.persistence.Entity").should().bePackagePrivate();

  @ArchTest
  static final ArchRule trainingKnowsNoService =
      noClasses()
          .that()
          .resideInAPackage("io.deepgrow.training..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.deepgrow.app..");

  @ArchTest
  static final ArchRule theServiceKnowsNoTraining =
      noClasses()
          .that()
          .resideInAPackage("io.deepgrow.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.deepgrow.training..");

  /** Every package says what it is for. */
  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses all) {
    Set<String> silent = new TreeSet<>();
    all.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> !name.endsWith(".jmh_generated"))
        .forEach(silent::add);
    all.stream()
        .filter(type -> type.getSimpleName().equals("package-info"))
        .forEach(type -> silent.remove(type.getPackageName()));
    assertThat(silent).isEmpty();
  }

  @ArchTest
  static final ArchRule exceptionsEndInException =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .should()
          .haveSimpleNameEndingWith("Exception")
          .orShould()
          .haveSimpleNameEndingWith("Error")
          .allowEmptyShould(true);
}
