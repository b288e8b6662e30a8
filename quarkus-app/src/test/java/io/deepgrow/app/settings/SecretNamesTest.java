package io.deepgrow.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarkus.datasource.password",
        "quarkus.datasource.credentials-provider",
        "quarkus.http.ssl.certificate.key-store-password",
        "quarkus.oidc.credentials.secret",
        "quarkus.oidc.credentials.client-secret.value",
        "quarkus.oidc.credentials.jwt.key",
        "quarkus.oidc.token-state-manager.encryption-secret",
        "deepgrow.pacs.password",
        "deepgrow.pacs.bearer-token",
        "deepgrow.pacs.oauth.client-secret",
        "deepgrow.security.token",
        "deepgrow.accounts.setup-code",
        "DEEPGROW_SECURITY_TOKEN",
        "deepgrow.routing.receivers.ris.key",
        "deepgrow.future.Api-Key"
      })
  void knowsASecretByItsName(String name) {
    assertThat(SecretNames.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deepgrow.pacs.url",
        "deepgrow.pacs.username",
        "deepgrow.pacs.oauth.token-url",
        "deepgrow.pacs.oauth.client-id",
        "deepgrow.pacs.allow-plain-credentials",
        "deepgrow.security.wrong-tokens-a-minute",
        "deepgrow.results.senders"
      })
  void showsWhatIsNone(String name) {
    assertThat(SecretNames.isSecret(name)).isFalse();
  }
}
