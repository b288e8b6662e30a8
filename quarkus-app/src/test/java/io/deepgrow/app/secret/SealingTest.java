package io.deepgrow.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealingTest {

  private static final String SECRET = "pässword of a PACS";
  private static final String PLACE = "5a2f8b1c/password";

  private final Sealing sealing = new Sealing();
  private final MasterKey master = MasterKey.of("11".repeat(32)).orElseThrow();
  private final MasterKey other = MasterKey.of("22".repeat(32)).orElseThrow();

  private void assertDoesNotOpen(MasterKey key, String place, SealedSecret secret) {
    assertThatThrownBy(() -> sealing.open(key, place, secret))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_WRONG_KEY))
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void opensWhatItSealed() {
    assertThat(sealing.open(master, PLACE, sealing.seal(master, PLACE, SECRET))).isEqualTo(SECRET);
  }

  @Test
  void theSameSecretIsSealedOtherwiseEachTime() {
    SealedSecret first = sealing.seal(master, PLACE, SECRET);
    SealedSecret second = sealing.seal(master, PLACE, SECRET);

    assertThat(first.sealed()).isNotEqualTo(second.sealed());
    assertThat(first.wrappedKey()).isNotEqualTo(second.wrappedKey());
    assertThat(new String(Base64.getDecoder().decode(first.sealed()), StandardCharsets.ISO_8859_1))
        .doesNotContain("ssword");
  }

  @Test
  void anotherKeyOpensNothing() {
    assertDoesNotOpen(other, PLACE, sealing.seal(master, PLACE, SECRET));
  }

  @Test
  void aRowThatIsCopiedToAnotherPlaceDoesNotOpen() {
    SealedSecret secret = sealing.seal(master, PLACE, SECRET);
    assertDoesNotOpen(master, "5a2f8b1c/client-secret", secret);
    assertDoesNotOpen(master, "other/password", secret);
  }

  @Test
  void aRowOfTwoHalvesDoesNotOpen() {
    SealedSecret first = sealing.seal(master, PLACE, SECRET);
    SealedSecret second = sealing.seal(master, PLACE, "another");
    assertDoesNotOpen(
        master, PLACE, new SealedSecret(first.keyId(), first.wrappedKey(), second.sealed()));
  }

  @Test
  void aChangedByteIsNoticedWhereverItIs() {
    SealedSecret secret = sealing.seal(master, PLACE, SECRET);
    byte[] bytes = Base64.getDecoder().decode(secret.sealed());
    for (int n = 0; n < bytes.length; n++) {
      bytes[n] ^= 1;
      String changed = Base64.getEncoder().encodeToString(bytes);
      assertDoesNotOpen(
          master, PLACE, new SealedSecret(secret.keyId(), secret.wrappedKey(), changed));
      bytes[n] ^= 1;
    }
    assertDoesNotOpen(master, PLACE, new SealedSecret(secret.keyId(), "", secret.sealed()));
    assertDoesNotOpen(master, PLACE, new SealedSecret(secret.keyId(), "%", secret.sealed()));
  }

  @Test
  void onlyTheNewKeyOpensWhatWasRewrapped() {
    SealedSecret before = sealing.seal(master, PLACE, SECRET);
    SealedSecret after = sealing.rewrapped(master, other, PLACE, before);

    assertThat(after.keyId()).isEqualTo(other.id());
    assertThat(after.sealed()).isEqualTo(before.sealed());
    assertThat(sealing.open(other, PLACE, after)).isEqualTo(SECRET);
    assertDoesNotOpen(master, PLACE, after);
  }
}
