package io.deepgrow.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

  private static final String HEX = "0f".repeat(32);

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("key" + text.hashCode()), text);
  }

  private static MasterKeys keys(Optional<Path> file, String... text) {
    return new MasterKeys(file, List.of(text).stream().findFirst(), List.of());
  }

  @Test
  void readsTheSameKeyInHexadecimalAndBase64FromFileAndSetting() throws IOException {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 0x0f);
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String id = keys(Optional.empty(), HEX).current().id();

    assertThat(id).matches("[0-9a-f]{16}").isNotEqualTo(HEX.substring(0, 16));
    assertThat(keys(Optional.of(file(base64 + "\n"))).current().id()).isEqualTo(id);
    assertThat(keys(Optional.of(file(HEX))).current().id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "0f0f", "AAAAAAAAAAAAAAAAAAAAAA=="})
  void refusesAStartWithAnotherTextAndSaysHowToMakeAKeyWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> keys(Optional.of(file(text))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deepgrow.secrets.key-file")
        .hasMessageContaining("openssl rand -base64 32");
    assertThatThrownBy(() -> keys(Optional.empty(), text))
        .hasMessageContaining("deepgrow.secrets.key ");
  }

  @Test
  void namesAFileThatCanNotBeRead() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> keys(Optional.of(missing))).hasMessageContaining(missing.toString());
  }

  @Test
  void withoutAKeyNothingIsSealedAndItIsSaidHowToMakeOne() {
    assertThatThrownBy(() -> keys(Optional.empty()).current())
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_NO_KEY))
        .hasMessageContaining("openssl rand -base64 32")
        .hasMessageContaining("deepgrow.secrets.key-file");
  }

  @Test
  void anEarlierKeyOpensAndTheNewOneSeals() throws IOException {
    String before = "aa".repeat(32);
    MasterKeys keys =
        new MasterKeys(Optional.of(file(HEX)), Optional.empty(), List.of(file(before)));
    String former = MasterKey.of(before).orElseThrow().id();

    assertThat(keys.of(former).id()).isEqualTo(former);
    assertThat(keys.current().id()).isNotEqualTo(former);
    assertThatThrownBy(() -> keys.of("0123456789abcdef"))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_WRONG_KEY))
        .hasMessageContaining("0123456789abcdef")
        .hasMessageContaining("former-key-files");
  }

  @Test
  void noKeyIsInAText() {
    assertThat(MasterKey.of(HEX).orElseThrow().toString()).doesNotContain("0f0f");
  }
}
