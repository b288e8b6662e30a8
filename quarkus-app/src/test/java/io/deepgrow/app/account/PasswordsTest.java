package io.deepgrow.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private static final String GOOD = "correct horse battery staple";

  private final Passwords passwords = new Passwords();

  @Test
  void knowsAPasswordByItsHashAndNoOther() {
    String hash = passwords.hash(GOOD);

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(GOOD);
    assertThat(passwords.matches(GOOD, hash)).isTrue();
    assertThat(passwords.matches(GOOD + " ", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.hash(GOOD)).isNotEqualTo(hash);
  }

  @Test
  void knowsItHoweverAKeyboardComposesItsLetters() {
    String hash = passwords.hash("gro\u00df-f\u00fcnfzehn-m\u00e4nner");

    assertThat(passwords.matches("gro\u00df-fu\u0308nfzehn-ma\u0308nner", hash)).isTrue();
  }

  @Test
  void takesAHashOfTheReferenceProgram() {
    // echo -n "password" | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32 -e
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(passwords.matches("password", reference)).isTrue();
    assertThat(passwords.matches("Password", reference)).isFalse();
    assertThat(Passwords.isDated(reference)).isTrue();
    assertThat(Passwords.isDated(passwords.hash(GOOD))).isFalse();
  }

  @Test
  void noPasswordIsThatOfAnAccountWithoutOne() {
    assertThat(passwords.matches("nobody has this password", null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain text", "$argon2id$v=19$m=1,t=1,p=1$x", "$2a$10$abc"})
  void whatIsNoHashMatchesNothing(String stored) {
    assertThat(passwords.matches(GOOD, stored)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elevenchars",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "abcdefghijklmnop",
        "987654321098765",
        "Passw0rd1234!",
        "P@ssword2026!!",
        "administrator1",
        "Radiology2026",
        "WelcomeWelcome1",
        "grace-2026-spring"
      })
  void refusesWhatEverybodyTriesFirst(String password) {
    assertThatThrownBy(() -> Passwords.requireGood(password, "grace"))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("A good password ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {GOOD, "Zwölf Boxkämpfer jagen", "tT7#kQ9!vB2$", "my password is a secret tree"})
  void takesLongOnesOfAnyKind(String password) {
    assertThatCode(() -> Passwords.requireGood(password, "grace")).doesNotThrowAnyException();
  }

  @Test
  void refusesOneThatIsTooLongToHash() {
    assertThatThrownBy(() -> Passwords.requireGood("ab c1".repeat(41), "grace"))
        .isInstanceOf(ApiException.class);
  }
}
