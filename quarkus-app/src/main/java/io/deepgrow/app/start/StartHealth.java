package io.deepgrow.app.start;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before the service's own port is open: the management port is open earlier, and who
 * watches there must not send callers yet.
 */
@Readiness
@ApplicationScoped
class StartHealth implements HealthCheck {

  private static final String NAME = "start";

  private volatile boolean open;

  void opened(@ObservesAsync HttpServerStart event) {
    open = true;
  }

  void opened(@ObservesAsync HttpsServerStart event) {
    open = true;
  }

  @Override
  public HealthCheckResponse call() {
    return open
        ? HealthCheckResponse.up(NAME)
        : HealthCheckResponse.named(NAME).down().withData("reason", "still starting").build();
  }
}
