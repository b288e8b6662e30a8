package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.PacsAccess;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The PACS that calls are passed on to, each with a pool of HTTP connections of its own. */
@ApplicationScoped
class ProxyTargets {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int CONNECTIONS = 64;
  private static final int WAITING = 512;

  /** Calls that are on their way when a connection is changed may go on so long. */
  private static final Duration CLOSED_AFTER = Duration.ofMinutes(10);

  private record Made(PacsAccess access, ProxyTarget target) {}

  private final Vertx vertx;
  private final Connections connections;
  private final int idleMillis;
  private final Map<ConnectionId, Made> all = new ConcurrentHashMap<>();

  ProxyTargets(Vertx vertx, Connections connections, DeepgrowConfig config) {
    this.vertx = vertx;
    this.connections = connections;
    this.idleMillis = (int) config.pacs().idleTimeout().toMillis();
  }

  int idleMillis() {
    return idleMillis;
  }

  /**
   * The PACS of a connection; may ask the database.
   *
   * @throws io.deepgrow.app.ApiException as {@link Connections#access}
   */
  ProxyTarget of(String connection) {
    PacsAccess access = connections.access(connections.id(connection));
    return all.compute(access.id(), (id, before) -> current(access, before)).target();
  }

  private Made current(PacsAccess access, @Nullable Made before) {
    if (before != null && before.access().view().revision() == access.view().revision()) {
      return before;
    }
    if (before != null) {
      HttpClient old = before.target().client();
      vertx.setTimer(CLOSED_AFTER.toMillis(), later -> old.close());
    }
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(idleMillis)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setDecompressionSupported(true)
            .setMaxPoolSize(CONNECTIONS)
            .setMaxWaitQueueSize(WAITING);
    if (!access.view().configured()) {
      options.setTrustOptions(TrustOptions.wrap(access.tls().trust()));
      access
          .tls()
          .identity()
          .ifPresent(identity -> options.setKeyCertOptions(KeyCertOptions.wrap(identity)));
    }
    return new Made(
        access,
        new ProxyTarget(
            access.roots(),
            access.authentication(),
            vertx.createHttpClient(options),
            access.limits()));
  }
}
