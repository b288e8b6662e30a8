package io.deepgrow.app.edge;

import io.deepgrow.app.DeepgrowConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Says at each start what crosses the network in clear, and refuses what must not. */
@ApplicationScoped
class TransportCheck {

  private static final Logger LOG = Logger.getLogger(TransportCheck.class);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final DeepgrowConfig config;
  private final EdgeConfig edge;
  private final Config all;

  TransportCheck(DeepgrowConfig config, EdgeConfig edge, Config all) {
    this.config = config;
    this.edge = edge;
    this.all = all;
  }

  void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    requireSecrecyTowardsPacs();
    String host = all.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
    if (isLoopback(host) || hasTls()) {
      return;
    }
    if (edge.requireTls()) {
      throw new ConfigurationException(
          "The service would listen on "
              + host
              + " without TLS: set quarkus.http.ssl.certificate.files and .key-files, or let it"
              + " listen on 127.0.0.1 behind a proxy that has TLS (deepgrow.http.require-tls)");
    }
    LOG.warnf(
        "listening on %s without TLS: the token and all images can be read on the network; use"
            + " quarkus.http.ssl.* or a proxy with TLS, and deepgrow.http.require-tls=true",
        host);
  }

  private boolean hasTls() {
    return isSet("quarkus.http.ssl.certificate.files")
        || isSet("quarkus.http.ssl.certificate.key-store-file")
        || isSet("quarkus.http.tls-configuration-name");
  }

  private boolean isSet(String name) {
    return all.getOptionalValue(name, String.class).filter(v -> !v.isBlank()).isPresent();
  }

  private void requireSecrecyTowardsPacs() {
    DeepgrowConfig.Pacs pacs = config.pacs();
    boolean secret =
        pacs.username().isPresent()
            || pacs.bearerToken().isPresent()
            || pacs.oauth().tokenUrl().isPresent();
    boolean plain =
        pacs.url().filter(TransportCheck::isPlain).isPresent()
            || pacs.oauth().tokenUrl().filter(TransportCheck::isPlain).isPresent();
    if (secret && plain && !pacs.allowPlainCredentials()) {
      throw new ConfigurationException(
          "The password or token of the PACS would cross the network in clear: use https in"
              + " deepgrow.pacs.url (and deepgrow.pacs.oauth.token-url), or set"
              + " deepgrow.pacs.allow-plain-credentials=true");
    }
  }

  private static boolean isPlain(URI url) {
    return "http".equals(url.getScheme()) && !isLoopback(String.valueOf(url.getHost()));
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host) || host.startsWith("127.");
  }
}
