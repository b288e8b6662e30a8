package io.deepgrow.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
import org.jspecify.annotations.NullMarked;

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

  private static final String DICOM = "io.deepgrow.dicom..";
  private static final String DICOM_WEB = "io.deepgrow.dicomweb..";
  private static final String SERIES = "io.deepgrow.series..";

  /** The table of the page: what each module may depend on. */
  @ArchTest
  static final ArchRule modulesDependOnWhatTheTableSays =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("volume")
          .definedBy("io.deepgrow.volume..", "io.deepgrow.release..")
          .layer("dicomweb")
          .definedBy(DICOM, DICOM_WEB, SERIES)
          .layer("seg-writer")
          .definedBy("io.deepgrow.seg..")
          .layer("onnx-models")
          .definedBy(
              "io.deepgrow.model..",
              "io.deepgrow.inference..",
              "io.deepgrow.architecture..",
              "io.deepgrow.clicks..",
              "io.deepgrow.phantom..",
              "io.deepgrow.seed..")
          .layer("command-line")
          .definedBy("io.deepgrow.command..", "io.deepgrow.example..", "io.deepgrow.validation..")
          .layer("training")
          .definedBy("io.deepgrow.training..")
          .layer("quarkus-app")
          .definedBy("io.deepgrow.app..")
          .layer("benchmarks")
          .definedBy("io.deepgrow.benchmarks..")
          .whereLayer("volume")
          .mayNotAccessAnyLayer()
          .whereLayer("dicomweb")
          .mayOnlyAccessLayers("volume")
          .whereLayer("seg-writer")
          .mayOnlyAccessLayers("volume", "dicomweb")
          .whereLayer("onnx-models")
          .mayOnlyAccessLayers("volume")
          .whereLayer("command-line")
          .mayOnlyAccessLayers("volume", "dicomweb", "seg-writer", "onnx-models")
          .whereLayer("training")
          .mayOnlyAccessLayers("volume", "dicomweb", "seg-writer", "onnx-models", "command-line")
          .whereLayer("quarkus-app")
          .mayOnlyAccessLayers("volume", "dicomweb", "seg-writer", "onnx-models")
          .whereLayer("benchmarks")
          .mayOnlyAccessLayers(
              "volume", "dicomweb", "seg-writer", "onnx-models", "command-line", "training")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule theDataSetKnowsNoNetwork =
      noClasses()
          .that()
          .resideInAPackage(DICOM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DICOM_WEB, SERIES, "java.net.http..");

  /** So that who segments or validates needs no engine on the class path. */
  @ArchTest
  static final ArchRule onlyTrainingKnowsTheEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.deepgrow.training..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule librariesKnowNoFramework =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.deepgrow.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.smallrye..",
              "io.vertx..",
              "jakarta..",
              "javax.inject..",
              "org.eclipse.microprofile..",
              "org.hibernate..",
              "org.jboss..");

  @ArchTest
  static final ArchRule librariesLogNothing =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.deepgrow.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..", "org.slf4j..", "org.apache.logging..", "org.apache.commons..");

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
      classes()
          .that()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .or()
          .areAnnotatedWith("jakarta.persistence.MappedSuperclass")
          .or()
          .areAnnotatedWith("jakarta.persistence.Embeddable")
          .should()
          .bePackagePrivate();

  /** Every package says what it is for, and that null does not pass its methods. */
  @ArchTest
  static void everyPackageSaysWhatItIsForAndIsNullMarked(JavaClasses all) {
    Set<String> silent = new TreeSet<>();
    all.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> !name.endsWith(".jmh_generated"))
        .forEach(silent::add);
    all.stream()
        .filter(type -> type.getSimpleName().equals("package-info"))
        .filter(type -> type.isAnnotatedWith(NullMarked.class))
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
