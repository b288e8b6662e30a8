package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMetersTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  RequestMetersTest() {
    meters.config().meterFilter(new RequestMeters().routes());
  }

  private String shown(String name, String uri, String status) {
    Counter counter = meters.counter(name, Tags.of("uri", uri, "status", status));
    return String.valueOf(counter.getId().getTag("uri"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/sessions/{id}, 200, /api/v1/sessions/{id}",
    "/api/v1/sessions/{id}/segments/{number}/clicks, 409, "
        + "/api/v1/sessions/{id}/segments/{number}/clicks",
    "/q/health/ready, 200, /q/health/ready",
    "/v1/segmentation, 200, /v1/segmentation",
    "/dicom-web/studies/1.2.840.113619.2.1/metadata, 200, /dicom-web/{path}",
    "/local?StudyInstanceUIDs=1.2.3, 200, /{viewer}",
    "/segmentation/1.2.840.113619, 200, /{viewer}",
    "/api/v1/sessions/1.2.840.113619.2.1, 404, REFUSED",
    "/api/v1/secret, 404, REFUSED",
    "/api/v1/secret, 503, REFUSED",
    "/api/v1/models, 200, /api/v1/models",
    "/api/v1/models, 500, /api/v1/models",
    "/api/v1/0123456789abcdef, 200, REFUSED",
    "NOT_FOUND, 404, NOT_FOUND",
    "root, 200, root"
  })
  void aPathStandsThereAsItsRouteOrNotAtAll(String uri, String status, String expected) {
    assertThat(shown("http.server.requests", uri, status)).isEqualTo(expected);
    assertThat(shown("http.server.requests.active", uri, status)).isEqualTo(expected);
  }

  @Test
  void strangersWithPathsOfTheirOwnAddNoMeters() {
    for (int n = 0; n < 1000; n++) {
      shown("http.server.requests", "/api/v1/guess-" + (char) ('a' + n % 26) + n, "404");
    }

    assertThat(meters.getMeters()).hasSize(1);
  }

  @Test
  void otherMetersKeepWhatTheySay() {
    assertThat(shown("http.client.requests", "/dicom-web/studies", "200"))
        .isEqualTo("/dicom-web/studies");
  }

  @Test
  void connectionsThatOneEventLoopCountsAreNotShown() {
    meters.counter("vertx.http.connections.active").increment();

    assertThat(meters.getMeters()).isEmpty();
  }
}
