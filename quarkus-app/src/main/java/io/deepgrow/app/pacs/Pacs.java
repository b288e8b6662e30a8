package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.ClientCredentials;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The one client of the one configured PACS. */
final class Pacs {

  @Produces
  @Singleton
  DicomWebClient client(DeepgrowConfig config, Authentication authentication) {
    return new DicomWebClient(connection(config, authentication));
  }

  /** One for all callers, so that they share a token. */
  @Produces
  @Singleton
  Authentication authentication(DeepgrowConfig config) {
    return authentication(config.pacs());
  }

  /** Where the PACS is and how it is called. */
  static DicomWebConfig connection(DeepgrowConfig config, Authentication authentication) {
    DeepgrowConfig.Pacs pacs = config.pacs();
    DicomWebConfig base =
        DicomWebConfig.of(
            pacs.url()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "deepgrow.pacs.url is not set: name the DICOMweb root of the PACS")));
    DicomWebConfig patient =
        base.with(pacs.idleTimeout(), base.maxTries(), base.firstWait())
            .withCallTimeout(pacs.callTimeout());
    return patient.with(authentication);
  }

  static Authentication authentication(DeepgrowConfig.Pacs pacs) {
    if (pacs.oauth().tokenUrl().isPresent()) {
      return clientCredentials(pacs);
    }
    if (pacs.bearerToken().isPresent()) {
      String token = pacs.bearerToken().get();
      return Authentication.bearer(() -> token);
    }
    return pacs.username().isPresent()
        ? Authentication.basic(pacs.username().get(), pacs.password().orElse(""))
        : Authentication.none();
  }

  private static Authentication clientCredentials(DeepgrowConfig.Pacs pacs) {
    DeepgrowConfig.OAuth oauth = pacs.oauth();
    if (oauth.clientId().isEmpty() || oauth.clientSecret().isEmpty()) {
      throw new IllegalStateException(
          "deepgrow.pacs.oauth.token-url needs deepgrow.pacs.oauth.client-id and .client-secret");
    }
    ClientCredentials.Client client =
        new ClientCredentials.Client(
            oauth.tokenUrl().orElseThrow(),
            oauth.clientId().get(),
            oauth.clientSecret().get(),
            oauth.scope().orElse(""));
    return new ClientCredentials(client, Optional.empty(), pacs.idleTimeout());
  }
}
