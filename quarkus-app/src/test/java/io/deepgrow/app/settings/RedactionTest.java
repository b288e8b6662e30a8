package io.deepgrow.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private final Redaction redaction = new Redaction(List.of("hunter22", "hunter22-long", "true"));

  @Test
  void takesSecretsOutWhereverTheyStandTheLongestFirst() {
    assertThat(redaction.of("a hunter22 and a hunter22-long one"))
        .isEqualTo("a [secret] and a [secret] one");
  }

  @Test
  void takesOutTheUserOfAUrl() {
    assertThat(redaction.of("https://ada:other@pacs.example.org/dicom-web"))
        .isEqualTo("https://[secret]@pacs.example.org/dicom-web");
  }

  @Test
  void takesOutParametersThatAreSecretsByTheirName() {
    assertThat(redaction.of("jdbc:postgresql://db/x?user=u&password=p1&sslmode=verify-full"))
        .isEqualTo("jdbc:postgresql://db/x?user=u&password=[secret]&sslmode=verify-full");
    assertThat(redaction.of("train --api-key=k1 --steps=3"))
        .isEqualTo("train --api-key=[secret] --steps=3");
  }

  @Test
  void leavesWordsThatAreNoSecretThoughASecretSettingHoldsThem() {
    assertThat(redaction.of("locked: true")).isEqualTo("locked: true");
  }
}
