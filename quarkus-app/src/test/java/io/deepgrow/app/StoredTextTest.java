package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredTextTest {

  @Test
  void controlsAreBlanksSoThatTheDatabaseTakesItAndItIsOneLine() {
    assertThat(StoredText.of("Modality M\0R\r\n", 500)).isEqualTo("Modality M R  ");
  }

  @Test
  void aTextThatFitsStaysAsItIs() {
    assertThat(StoredText.of("größer als 3°", 13)).isEqualTo("größer als 3°");
    assertThat(StoredText.of("", 0)).isEmpty();
  }

  @Test
  void aLongTextIsCutBetweenLettersAndNotWithinOne() {
    String brains = "\uD83E\uDDE0".repeat(4);

    assertThat(StoredText.of(brains, 4)).isEqualTo(brains);
    assertThat(StoredText.of(brains, 3)).isEqualTo("\uD83E\uDDE0".repeat(3));
    assertThat(StoredText.of("abc", 2)).isEqualTo("ab");
  }
}
