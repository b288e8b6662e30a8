package io.deepgrow.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The digest of settings: of what anybody may know, and of nothing else. */
class SettingsDigestTest {

  private static String hash(Map<String, String> settings) {
    return SettingsDigest.of(settings).hash();
  }

  @Test
  void anotherValueIsAnotherDigest() {
    assertThat(hash(Map.of("deepgrow.a", "1"))).isNotEqualTo(hash(Map.of("deepgrow.a", "2")));
  }

  @Test
  void secretsAreNoPartOfIt() {
    for (String name :
        new String[] {
          "deepgrow.pacs.password",
          "deepgrow.pacs.bearer-token",
          "deepgrow.security.token",
          "deepgrow.pacs.oauth.client-secret",
          "deepgrow.accounts.setup-code"
        }) {
      assertThat(SettingsDigest.of(Map.of("deepgrow.a", "1", name, "x")))
          .as(name)
          .isEqualTo(SettingsDigest.of(Map.of("deepgrow.a", "1")));
    }
  }

  @Test
  void nameAndValueDoNotRunTogether() {
    assertThat(hash(Map.of("deepgrow.a", "b=c"))).isNotEqualTo(hash(Map.of("deepgrow.a=b", "c")));
  }
}
