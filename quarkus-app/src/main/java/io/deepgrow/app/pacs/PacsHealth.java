package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the PACS answered a search when it was last asked: once in ten seconds, however many ask
 * here, so that probes neither wait for a PACS that hangs nor add to its load. It has no say in
 * whether the service is ready: without the PACS it works on with what it has, and no other replica
 * would fare better.
 */
@Wellness
@ApplicationScoped
class PacsHealth implements HealthCheck {

  private static final String NAME = "pacs";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DicomWebClient probe;
  private volatile HealthCheckResponse last =
      HealthCheckResponse.named(NAME).down().withData("reason", "not asked yet").build();

  PacsHealth(DeepgrowConfig config, Authentication authentication, MeterRegistry meters) {
    Gauge.builder("deepgrow.pacs.up", this, PacsHealth::up)
        .description("Whether the PACS answered when it was last asked: 1 or 0")
        .register(meters);
    this.probe =
        new DicomWebClient(
            Pacs.connection(config, authentication)
                .with(PATIENCE, 1, PATIENCE)
                .withCallTimeout(PATIENCE.multipliedBy(2)));
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void ask() {
    last = answer();
  }

  private HealthCheckResponse answer() {
    try {
      // a study nobody has: cheap to look for
      probe.studies(new QidoQuery(Map.of("StudyInstanceUID", "2.25.1"), List.of()));
      return HealthCheckResponse.up(NAME);
    } catch (DicomWebException e) {
      return HealthCheckResponse.named(NAME).down().withData("reason", e.code()).build();
    } catch (DicomException e) {
      return HealthCheckResponse.named(NAME).down().withData("reason", e.code()).build();
    }
  }

  private int up() {
    return last.getStatus() == HealthCheckResponse.Status.UP ? 1 : 0;
  }

  @Override
  public HealthCheckResponse call() {
    return last;
  }
}
