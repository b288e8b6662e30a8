package io.deepgrow.app.pacs;

import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the PACS answers a search. */
@Readiness
@ApplicationScoped
class PacsHealth implements HealthCheck {

  private final DicomWebClient pacs;

  PacsHealth(DicomWebClient pacs) {
    this.pacs = pacs;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      // a study nobody has: cheap to look for
      pacs.studies(new QidoQuery(Map.of("StudyInstanceUID", "2.25.1"), List.of()));
      return HealthCheckResponse.up("pacs");
    } catch (DicomWebException e) {
      return HealthCheckResponse.named("pacs").down().withData("reason", e.code()).build();
    }
  }
}
