package io.deepgrow.app.connection;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.tls.ConnectionTls;
import io.deepgrow.app.secret.SecretStore;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.CallGate;
import io.deepgrow.dicomweb.ClientCredentials;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebRoots;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what is needed to call a PACS of its settings and opened secrets. */
@ApplicationScoped
class Accesses {

  private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(30);

  private final DeepgrowConfig.Pacs pacs;
  private final Instance<DicomWebClient> configuredClient;
  private final Instance<Authentication> configuredAuthentication;
  private final SecretStore secrets;

  Accesses(
      DeepgrowConfig config,
      Instance<DicomWebClient> configuredClient,
      Instance<Authentication> configuredAuthentication,
      SecretStore secrets) {
    this.pacs = config.pacs();
    this.configuredClient = configuredClient;
    this.configuredAuthentication = configuredAuthentication;
    this.secrets = secrets;
  }

  /**
   * How to call a PACS.
   *
   * @throws ApiException {@code secret.wrong_key}; {@code connection.unusable} where a secret is
   *     missing
   */
  PacsAccess of(ConnectionView view, CallLimits limits) {
    return view.configured() ? configured(view, limits) : made(view, limits);
  }

  private PacsAccess configured(ConnectionView view, CallLimits limits) {
    String root = view.settings().root();
    if (root == null || root.isEmpty()) {
      throw new ApiException(
          ErrorCode.CONNECTION_DISABLED,
          "deepgrow.pacs.url is not set: name the DICOMweb root of the PACS");
    }
    DicomWebConfig config =
        patient(DicomWebConfig.of(URI.create(root))).with(configuredAuthentication.get());
    return new PacsAccess(
        view, config, configuredClient.get(), ConnectionTls.of("", "", Optional.empty()), limits);
  }

  private DicomWebConfig patient(DicomWebConfig config) {
    return config
        .with(pacs.idleTimeout(), config.maxTries(), config.firstWait())
        .withCallTimeout(pacs.callTimeout());
  }

  private PacsAccess made(ConnectionView view, CallLimits limits) {
    ConnectionSettings settings = view.settings();
    String certificate = text(settings.clientCertificate());
    ConnectionTls tls =
        ConnectionTls.of(
            text(settings.trustedCertificates()),
            certificate,
            certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(secret(view, SecretField.PRIVATE_KEY)));
    DicomWebConfig config =
        patient(DicomWebConfig.of(roots(settings)))
            .with(authentication(view, settings))
            .with(tls.context())
            .with((CallGate) limits);
    return new PacsAccess(view, config, new DicomWebClient(config), tls, limits);
  }

  private static DicomWebRoots roots(ConnectionSettings settings) {
    String root = Objects.requireNonNull(settings.root());
    return new DicomWebRoots(
        root(settings.searchRoot(), root),
        root(settings.retrieveRoot(), root),
        root(settings.storeRoot(), root));
  }

  private static URI root(@Nullable String own, String common) {
    return URI.create(own == null ? common : own);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Authentication authentication(ConnectionView view, ConnectionSettings settings) {
    AuthenticationKind kind = Objects.requireNonNull(settings.authentication());
    return switch (kind) {
      case NONE -> Authentication.none();
      case BASIC ->
          Authentication.basic(text(settings.username()), secret(view, SecretField.PASSWORD));
      case BEARER -> {
        String token = secret(view, SecretField.BEARER_TOKEN);
        yield Authentication.bearer(() -> token);
      }
      case CLIENT_CREDENTIALS ->
          new ClientCredentials(
              new ClientCredentials.Client(
                  URI.create(text(settings.tokenUrl())),
                  text(settings.clientId()),
                  secret(view, SecretField.CLIENT_SECRET),
                  text(settings.scope())),
              Optional.of(ConnectionTls.alsoTrusting(text(settings.trustedCertificates()))),
              TOKEN_TIMEOUT);
    };
  }

  private String secret(ConnectionView view, SecretField field) {
    return QuarkusTransaction.requiringNew()
        .call(() -> secrets.open(view.id(), field.field()))
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.CONNECTION_UNUSABLE,
                    "Connection "
                        + view.name()
                        + " has no "
                        + field.words()
                        + " yet; an admin sets it"));
  }
}
