package io.deepgrow.app.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The package as it is shipped: what lies in it, under which licences, with which known holes. */
class PackageIT {

  private static final Path LIBRARIES = Path.of("target/quarkus-app/lib");
  private static final Path BILL = Path.of("target/bom.json");
  private static final Path COMMAND_LINE = Path.of("../training/target/bom.json");
  private static final Path LICENCES = Path.of("src/test/resources/supply/licences.txt");

  private static final Pattern BINARY =
      Pattern.compile(".*\\.(so|dll|exe|dylib|jnilib|a|node|txz|tar\\.gz|tgz)(\\.[0-9.]+)?");
  private static final Pattern FOREIGN =
      Pattern.compile(
          ".*(windows|win32|win-|win64|darwin|osx|macos|alpine|musl|freebsd|aarch64|arm64|aarch32"
              + "|ppc64|s390|riscv|i386|i686|\\.dll|\\.exe|\\.dylib|\\.jnilib).*");

  /** One jar for every platform that its maker does not offer in parts. */
  private static final String ONNX_RUNTIME = "com.microsoft.onnxruntime.onnxruntime";

  private static List<Path> jars() throws IOException {
    try (Stream<Path> all = Files.walk(LIBRARIES)) {
      return all.filter(p -> p.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static List<String> binaries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> BINARY.matcher(name.toLowerCase(Locale.ROOT)).matches())
          .toList();
    }
  }

  @Test
  void noBinaryOfAnotherPlatformIsInThePackage() throws IOException {
    List<String> foreign = new ArrayList<>();
    assertThat(jars()).hasSizeGreaterThan(100);
    for (Path jar : jars()) {
      String file = jar.getFileName().toString();
      List<String> names = new ArrayList<>(binaries(jar));
      if (!names.isEmpty()) {
        names.add(file);
      }
      names.stream()
          .filter(name -> FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).matches())
          .filter(name -> !file.startsWith(ONNX_RUNTIME))
          .forEach(name -> foreign.add(file + ": " + name));
    }
    assertThat(foreign).isEmpty();
  }

  @Test
  void theBillOfMaterialsNamesEveryJarOfThePackage() throws IOException {
    Set<String> named =
        BillOfMaterials.read(BILL).stream().map(Component::packagedJar).collect(Collectors.toSet());
    List<String> unnamed =
        jars().stream()
            .map(jar -> jar.getFileName().toString())
            .filter(jar -> !named.contains(jar))
            .toList();
    assertThat(unnamed).isEmpty();
  }

  @Test
  void everyLicenceOfTheServiceIsOnTheList() throws IOException {
    assertThat(LicenceList.read(LICENCES).refused(BillOfMaterials.read(BILL))).isEmpty();
  }

  @Test
  void everyLicenceOfTheCommandLineIsOnTheList() throws IOException {
    assumeTrue(Files.exists(COMMAND_LINE), "the command line is not built: " + COMMAND_LINE);
    assertThat(LicenceList.read(LICENCES).refused(BillOfMaterials.read(COMMAND_LINE))).isEmpty();
  }

  @Test
  void noLibraryHasAHoleThatOsvKnows() throws IOException {
    String osv = System.getenv("DEEPGROW_OSV");
    assumeTrue(osv != null && !osv.isBlank(), "DEEPGROW_OSV names no OSV data");
    List<Component> components = new ArrayList<>(BillOfMaterials.read(BILL));
    if (Files.exists(COMMAND_LINE)) {
      components.addAll(BillOfMaterials.read(COMMAND_LINE));
    }
    assertThat(OsvData.read(Path.of(osv)).findings(components)).isEmpty();
  }
}
