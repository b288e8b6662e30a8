package io.deepgrow.app.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bill of materials against OSV data in a folder or a ZIP. */
class CheckDependenciesTest {

  private static final String HOLE =
      "{'id': 'GHSA-1', 'affected': [{'package': {'ecosystem': 'Maven', 'name': 'io.netty:netty'},"
          + " 'ranges': [{'type': 'ECOSYSTEM', 'events': [{'introduced': '4.1.0.Final'},"
          + " {'fixed': '4.1.139.Final'}]}]}]}";

  @TempDir Path folder;
  private Path osv;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeAFolder() throws IOException {
    osv = Files.createDirectory(folder.resolve("osv"));
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private Path bill(String version) throws IOException {
    return Files.write(
        folder.resolve("bom.json"),
        json(
            "{'bomFormat': 'CycloneDX', 'components': [{'group': 'io.netty', 'name': 'netty',"
                + " 'version': '"
                + version
                + "', 'licenses': [{'license': {'id': 'MIT'}}]}]}"));
  }

  private int check(Path data, Path bill) {
    PrintStream words = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return CheckDependencies.run(words, errors, data.toString(), bill.toString());
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void endsWithOneAndNamesWhatIsAffected() throws IOException {
    Files.write(osv.resolve("GHSA-1.json"), json(HOLE));
    assertThat(check(osv, bill("4.1.138.Final"))).isEqualTo(1);
    assertThat(said())
        .contains("io.netty:netty:4.1.138.Final is affected by GHSA-1, fixed in 4.1.139.Final");
  }

  @Test
  void endsWithZeroWhereNothingIsKnown() throws IOException {
    Files.write(osv.resolve("GHSA-1.json"), json(HOLE));
    assertThat(check(osv, bill("4.1.139.Final"))).isZero();
    assertThat(said()).contains("1 libraries, 1 OSV entries, 0 findings");
  }

  @Test
  void readsTheZipThatOsvPublishes() throws IOException {
    Path zip = folder.resolve("all.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream written = new ZipOutputStream(file)) {
      written.putNextEntry(new ZipEntry("GHSA-1.json"));
      written.write(json(HOLE));
    }
    assertThat(check(zip, bill("4.1.138.Final"))).isEqualTo(1);
  }

  @Test
  void aFolderWithoutEntriesOfMavenIsNoCleanResult() throws IOException {
    assertThat(check(osv, bill("1"))).isEqualTo(2);
    Files.write(osv.resolve("GHSA-2.json"), json(HOLE.replace("Maven", "npm")));
    assertThat(check(osv, bill("1"))).isEqualTo(2);
    assertThat(said()).contains("no OSV entries of the ecosystem Maven");
  }

  @Test
  void dataThatCannotBeReadAreNoCleanResult() throws IOException {
    Files.write(osv.resolve("GHSA-1.json"), json(HOLE));
    Files.write(osv.resolve("GHSA-3.json"), json("{'id': 'GHSA-3', 'affec"));
    assertThat(check(osv, bill("1"))).isEqualTo(2);
    assertThat(said()).contains("GHSA-3.json");
    assertThat(check(folder.resolve("nowhere"), bill("1"))).isEqualTo(2);
  }

  @Test
  void namesTheZipTheEntryAndTheBillThatAreBroken() throws IOException {
    Path zip = Files.write(osv.resolve("cut-off.zip"), json("no ZIP at all"));
    assertThat(check(osv, bill("1"))).isEqualTo(2);
    assertThat(check(zip, bill("1"))).isEqualTo(2);
    assertThat(said()).contains("cut-off.zip is a broken ZIP file").doesNotContain("Exception");

    Files.write(osv.resolve("GHSA-1.json"), json(HOLE));
    Files.delete(zip);
    assertThat(check(osv, Files.write(folder.resolve("bom.json"), json("{'bomF")))).isEqualTo(2);
    assertThat(said()).contains("bom.json can't be read");
  }

  @Test
  void whatIsNoBillOfMaterialsIsNoCleanResult() throws IOException {
    Files.write(osv.resolve("GHSA-1.json"), json(HOLE));
    assertThat(check(osv, Files.write(folder.resolve("bom.json"), json("{}")))).isEqualTo(2);
    assertThat(check(osv, folder.resolve("none.json"))).isEqualTo(2);
    assertThat(CheckDependencies.run(System.out, System.err)).isEqualTo(2);
  }
}
