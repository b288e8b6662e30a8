package io.deepgrow.app.atna;

import io.deepgrow.app.audit.AuditRow;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Sends deeds to the site's audit repository once they are committed, where one is set. Its health
 * tells of trouble and is never down: the service works without that host.
 */
@Readiness
@ApplicationScoped
class AtnaSending implements HealthCheck {

  private final AtnaConfig config;
  private final MeterRegistry meters;
  private final String host =
      Optional.ofNullable(System.getenv("HOSTNAME")).filter(h -> !h.isBlank()).orElse("-");
  private volatile @Nullable AtnaLane lane;

  AtnaSending(AtnaConfig config, MeterRegistry meters) {
    this.config = config;
    this.meters = meters;
  }

  void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    config.host().ifPresent(this::begin);
  }

  private void begin(String to) {
    AtnaLane made =
        new AtnaLane(
            new TlsConnector(to, config.port(), config.certificates(), config.timeout()),
            config.buffer(),
            config.timeout());
    FunctionCounter.builder("deepgrow.atna.sent", made, AtnaLane::sent).register(meters);
    FunctionCounter.builder("deepgrow.atna.lost", made, AtnaLane::lost).register(meters);
    Gauge.builder("deepgrow.atna.waiting", made, AtnaLane::waiting).register(meters);
    lane = made;
    made.begin();
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditRow row) {
    AtnaLane to = lane;
    if (to != null) {
      AtnaMessage.of(row, config.source())
          .ifPresent(
              text ->
                  to.offer(
                      SyslogFrame.of(
                          row.at(), host, config.source(), ProcessHandle.current().pid(), text)));
    }
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("audit repository").up();
    AtnaLane to = lane;
    if (to == null) {
      return answer.withData("state", "not set").build();
    }
    return answer
        .withData("state", to.trouble().isEmpty() ? "ok" : "away: " + to.trouble())
        .withData("sent", to.sent())
        .withData("waiting", to.waiting())
        .withData("lost", to.lost())
        .build();
  }

  void end(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
    AtnaLane to = lane;
    if (to != null) {
      to.close();
    }
  }
}
