package io.deepgrow.app.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which versions an entry of OSV concerns. */
class OsvEntryTest {

  private static OsvEntry entry(String affected) throws IOException {
    String json = "{'id': 'GHSA-1', 'aliases': ['CVE-2026-1'], 'affected': [" + affected + "]}";
    return OsvEntry.read(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  private static OsvEntry range(String... events) throws IOException {
    return entry(affected("Maven", "ECOSYSTEM", events));
  }

  private static String affected(String ecosystem, String type, String... events) {
    return ("{'package': {'ecosystem': '%s', 'name': 'org.a:b'},"
            + " 'ranges': [{'type': '%s', 'events': [{%s}]}]}")
        .formatted(ecosystem, type, String.join("}, {", events));
  }

  private static Component version(String version) {
    return new Component("org.a", "b", version, List.of());
  }

  private static void assertAffected(OsvEntry entry, String... versions) {
    for (String version : versions) {
      assertThat(entry.finding(version(version))).as(version).isPresent();
    }
  }

  private static void assertClean(OsvEntry entry, String... versions) {
    for (String version : versions) {
      assertThat(entry.finding(version(version))).as(version).isEmpty();
    }
  }

  @Test
  void saysWhatIsAffectedByWhatAndWhereItIsFixed() throws IOException {
    assertThat(range("'introduced': '0'", "'fixed': '4.1.139.Final'").finding(version("4.1.9")))
        .contains("org.a:b:4.1.9 is affected by GHSA-1 (CVE-2026-1), fixed in 4.1.139.Final");
    assertThat(range("'introduced': '0'").finding(version("1")).orElseThrow())
        .endsWith("no fixed version is named");
  }

  @Test
  void comparesVersionsAsMavenDoes() throws IOException {
    OsvEntry entry = range("'introduced': '2.0'", "'fixed': '2.10.0'");
    assertAffected(entry, "2", "2.0.0.Final", "2.9.9", "2.10.0-rc1", "2.10.0-SNAPSHOT");
    assertClean(entry, "1.99", "2.0-beta1", "2.10", "2.10.0.Final", "2.10.0-1", "2.11");
  }

  @Test
  void zeroIsBeforeEveryVersion() throws IOException {
    assertAffected(range("'introduced': '0'", "'fixed': '1'"), "0", "0-alpha", "0.0.1-SNAPSHOT");
  }

  @Test
  void theLastAffectedVersionIsAffected() throws IOException {
    OsvEntry entry = range("'introduced': '1.5'", "'last_affected': '1.5'");
    assertAffected(entry, "1.5", "1.5.0");
    assertClean(entry, "1.4", "1.5.1");
  }

  @Test
  void knowsBranchesWhateverTheOrderOfTheirEvents() throws IOException {
    OsvEntry entry =
        range("'fixed': '3.2'", "'introduced': '3.0'", "'fixed': '2.4'", "'introduced': '2.0'");
    assertAffected(entry, "2.0", "2.3.9", "3.0", "3.1");
    assertClean(entry, "1.9", "2.4", "2.9", "3.2", "4");
    assertThat(entry.finding(version("2.1")).orElseThrow()).endsWith("fixed in 2.4");
    OsvEntry apart =
        entry(
            affected("Maven", "ECOSYSTEM", "'introduced': '2.0'", "'fixed': '2.4'")
                + ","
                + affected("Maven", "ECOSYSTEM", "'introduced': '3.0'", "'fixed': '3.2'"));
    assertThat(apart.finding(version("3.1")).orElseThrow()).endsWith("fixed in 3.2");
    assertClean(apart, "2.4", "3.2");
  }

  @Test
  void aLimitEndsARange() throws IOException {
    OsvEntry entry = range("'introduced': '1'", "'limit': '2'");
    assertAffected(entry, "1", "1.9");
    assertClean(entry, "0.9", "2");
    assertAffected(range("'introduced': '1'", "'limit': '*'"), "7");
  }

  @Test
  void knowsVersionsThatAreListedOneByOne() throws IOException {
    OsvEntry entry =
        entry("{'package': {'ecosystem': 'Maven', 'name': 'org.a:b'}, 'versions': ['1.1', '1.3']}");
    assertAffected(entry, "1.1", "1.3");
    assertClean(entry, "1.2");
  }

  @Test
  void otherLibrariesAndEcosystemsAreNotConcerned() throws IOException {
    OsvEntry entry = range("'introduced': '0'");
    assertThat(entry.finding(new Component("org.a", "bc", "1", List.of()))).isEmpty();
    assertThat(entry.finding(new Component("org", "a:b", "1", List.of()))).isEmpty();
    assertClean(entry(affected("npm", "SEMVER", "'introduced': '0'")), "1");
    assertClean(entry(affected("Maven", "GIT", "'introduced': '0'")), "1");
    assertAffected(
        entry(affected("Maven:https://repo.example.org", "ECOSYSTEM", "'introduced': '0'")), "1");
  }

  @Test
  void whatWasWithdrawnIsNoFinding() throws IOException {
    String json =
        "{'id': 'GHSA-1', 'withdrawn': '2026-01-01T00:00:00Z', 'affected': ["
            + affected("Maven", "ECOSYSTEM", "'introduced': '0'")
            + "]}";
    assertClean(OsvEntry.read(new ObjectMapper().readTree(json.replace('\'', '"'))), "1");
  }

  @Test
  void whatIsNotUnderstoodIsAnErrorAndNotClean() {
    assertThatThrownBy(() -> range("'fixed': '1'")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> range("'introduced': '1'", "'mended': '2'"))
        .hasMessageContaining("mended");
    assertThatThrownBy(() -> range("'introduced': 1")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> OsvEntry.read(new ObjectMapper().readTree("{}")))
        .hasMessageContaining("no OSV entry");
  }
}
