package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.DeepgrowConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportCheckTest {

  private static final String[] STRICT = {"deepgrow.http.require-tls", "true"};

  private static void start(String[] some, String... more) {
    String[] settings =
        Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    SmallRyeConfig all = Settings.of(settings);
    new TransportCheck(
            all.getConfigMapping(DeepgrowConfig.class), all.getConfigMapping(EdgeConfig.class), all)
        .check(new StartupEvent());
  }

  private static void pacs(String... settings) {
    start(new String[] {"quarkus.http.host", "127.0.0.1"}, settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
  void onThisMachineAloneNothingCrossesTheNetwork(String host) {
    assertThatNoException().isThrownBy(() -> start(STRICT, "quarkus.http.host", host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.7", "ct.example.org", "::"})
  void aStartThatWouldListenInClearIsRefusedWithItsAddressAndWhatToSet(String host) {
    assertThatThrownBy(() -> start(STRICT, "quarkus.http.host", host))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("quarkus.http.ssl.certificate.files");
  }

  @Test
  void withoutAHostItListensEverywhere() {
    assertThatThrownBy(() -> start(STRICT)).hasMessageContaining("0.0.0.0");
    assertThatNoException().isThrownBy(() -> start(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.http.ssl.certificate.files",
        "quarkus.http.ssl.certificate.key-store-file",
        "quarkus.http.tls-configuration-name"
      })
  void anyWayOfGivingACertificateIsTls(String setting) {
    assertThatNoException().isThrownBy(() -> start(STRICT, setting, "cert.pem"));
    assertThatThrownBy(() -> start(STRICT, setting, " "))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void secretsOfThePacsDoNotCrossTheNetworkInClear() {
    String[] url = {"deepgrow.pacs.url", "http://pacs.example.org/dicom-web"};

    assertThatThrownBy(() -> pacs(url[0], url[1], "deepgrow.pacs.username", "u"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("deepgrow.pacs.allow-plain-credentials");
    assertThatThrownBy(() -> pacs(url[0], url[1], "deepgrow.pacs.bearer-token", "t"))
        .isInstanceOf(ConfigurationException.class);
    assertThatNoException().isThrownBy(() -> pacs(url));
    assertThatNoException()
        .isThrownBy(
            () ->
                pacs(
                    url[0],
                    url[1],
                    "deepgrow.pacs.username",
                    "u",
                    "deepgrow.pacs.allow-plain-credentials",
                    "true"));
  }

  @Test
  void aTokenIsNotFetchedInClearEitherThoughThePacsHasTls() {
    assertThatThrownBy(
            () ->
                pacs(
                    "deepgrow.pacs.url",
                    "https://pacs.example.org/dicom-web",
                    "deepgrow.pacs.oauth.token-url",
                    "http://login.example.org/token"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("deepgrow.pacs.oauth.token-url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://pacs.example.org/d", "http://localhost:8042/d", "http://[::1]:8042/d"})
  void toThisMachineAndByTlsTheyMayGo(String url) {
    assertThatNoException()
        .isThrownBy(() -> pacs("deepgrow.pacs.url", url, "deepgrow.pacs.username", "u"));
  }
}
