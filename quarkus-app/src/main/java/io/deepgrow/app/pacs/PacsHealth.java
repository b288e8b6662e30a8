package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the PACS answered a search when it was last asked: once in ten seconds, however many ask
 * here, so that probes neither wait for a PACS that hangs nor add to its load.
 */
@Readiness
@ApplicationScoped
class PacsHealth implements HealthCheck {

  private static final String NAME = "pacs";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DicomWebClient probe;
  private volatile HealthCheckResponse last =
      HealthCheckResponse.named(NAME).down().withData("reason", "not asked yet").build();

  PacsHealth(DeepgrowConfig config, Authentication authentication) {
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

  @Override
  public HealthCheckResponse call() {
    return last;
  }
}
