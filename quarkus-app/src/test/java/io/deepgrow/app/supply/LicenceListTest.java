package io.deepgrow.app.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the list of licences accepts. */
class LicenceListTest {

  private static final LicenceList LIST =
      LicenceList.of(
          List.of("# accepted", "", "MIT", "EPL-2.0", "JJ2000 @ com.github.jai-imageio"));

  private static Component of(String group, String... licences) {
    return new Component(group, "lib", "1", List.of(licences));
  }

  @Test
  void acceptsWhatIsOnTheList() {
    assertThat(LIST.refused(List.of(of("a", "MIT"), of("b", "EPL-2.0", "MIT")))).isEmpty();
  }

  @Test
  void namesTheLibraryWhoseLicenceIsNotOnTheList() {
    assertThat(LIST.refused(List.of(of("a", "MIT"), of("b", "SSPL-1.0"))))
        .containsExactly("b:lib:1 has the licence SSPL-1.0");
  }

  @Test
  void everyLicenceOfALibraryMustBeOnTheList() {
    assertThat(LIST.refused(List.of(of("a", "MIT", "AGPL-3.0-only")))).hasSize(1);
  }

  @Test
  void aLibraryWithoutALicenceIsRefused() {
    assertThat(LIST.refused(List.of(of("a")))).containsExactly("a:lib:1 names no licence");
  }

  @Test
  void someLicencesAreForOneGroupOnly() {
    assertThat(LIST.refused(List.of(of("com.github.jai-imageio", "JJ2000")))).isEmpty();
    assertThat(LIST.refused(List.of(of("com.github.jai-imageio2", "JJ2000")))).hasSize(1);
    assertThat(LIST.refused(List.of(of("org.other", "JJ2000")))).hasSize(1);
  }
}
