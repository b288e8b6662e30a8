package io.deepgrow.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.dicomweb.MovedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessGuardTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static AccessGuard guard(Map<String, String> settings) {
    DeepgrowConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withMapping(DeepgrowConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(DeepgrowConfig.class);
    WrongTokens wrong = new WrongTokens(MovedClock.at(Instant.EPOCH), new SimpleMeterRegistry(), 2);
    return new AccessGuard(config, wrong);
  }

  private static AccessGuard guarded() {
    return guard(Map.of("deepgrow.security.token", TOKEN));
  }

  private static AccessGuard open() {
    return guard(Map.of("deepgrow.security.allow-anonymous", "true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "BEARER " + TOKEN, "Bearer  " + TOKEN + " "})
  void whoSendsTheTokenIsLetIn(String header) {
    assertThat(guarded().admits(header)).isTrue();
    assertThat(guarded().verdict(header, "a")).isEqualTo(Verdict.ADMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        TOKEN,
        "Basic " + TOKEN,
        "Bearer" + TOKEN,
        "Bearer " + TOKEN + "0",
        "Bearer 0123456789ABCDEF0123456789ABCDEF",
        "Bearer 0123456789abcdef0123456789abcde",
        "Bearer " + TOKEN + ", Bearer " + TOKEN
      })
  void whoSendsSomethingElseIsNot(String header) {
    assertThat(guarded().admits(header)).isFalse();
    assertThat(guarded().verdict(header, "a")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whoGuessesIsToldToWaitAndTheRightTokenStillCounts() {
    AccessGuard guard = guarded();
    guard.verdict("Bearer x", "a");
    guard.verdict("Bearer y", "a");

    assertThat(guard.verdict("Bearer z", "a")).isEqualTo(Verdict.GUESSING);
    assertThat(guard.verdict("Bearer z", "b")).isEqualTo(Verdict.UNKNOWN);
    assertThat(guard.verdict("Bearer " + TOKEN, "a")).isEqualTo(Verdict.ADMITTED);
  }

  @Test
  void whoSendsNoTokenIsNoGuesser() {
    AccessGuard guard = guarded();
    for (int n = 0; n < 10; n++) {
      assertThat(guard.verdict(null, "a")).isEqualTo(Verdict.UNKNOWN);
    }
  }

  @Test
  void whereEverybodyMayCallNobodyIsAsked() {
    assertThat(open().verdict(null, "a")).isEqualTo(Verdict.ADMITTED);
    assertThat(open().verdict("Bearer nonsense", "a")).isEqualTo(Verdict.ADMITTED);
    assertThat(open().isAnonymous()).isTrue();
    assertThat(guarded().isAnonymous()).isFalse();
  }

  @Test
  void withoutATokenNothingIsTheToken() {
    assertThat(open().knows("")).isFalse();
    assertThat(guard(Map.of()).admits("Bearer ")).isFalse();
    assertThat(guarded().knows(TOKEN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void aStartWithoutAWayToSignInIsRefused(String blank) {
    assertThatThrownBy(
            () -> guard(Map.of("deepgrow.security.token", blank)).check(new StartupEvent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("deepgrow.security.token")
        .hasMessageContaining("deepgrow.security.allow-anonymous");
  }

  @Test
  void aTokenThatCanBeGuessedIsRefusedThoughEverybodyMayCall() {
    String tooShort = TOKEN.substring(1);

    assertThatThrownBy(
            () ->
                guard(
                        Map.of(
                            "deepgrow.security.token",
                            tooShort,
                            "deepgrow.security.allow-anonymous",
                            "true"))
                    .check(new StartupEvent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("32 characters")
        .hasMessageNotContaining(tooShort);
  }

  @Test
  void otherStartsGoOn() {
    assertThatNoException().isThrownBy(() -> guarded().check(new StartupEvent()));
    assertThatNoException().isThrownBy(() -> open().check(new StartupEvent()));
  }
}
