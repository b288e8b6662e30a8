package io.deepgrow.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.http.HttpServerOptions;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class StartHealthTest {

  private final StartHealth health = new StartHealth();

  @Test
  void aServiceIsNotReadyBeforeItsPortIsOpen() {
    assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);

    health.opened(new HttpServerStart(new HttpServerOptions()));

    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aPortWithTlsCountsAsWell() {
    health.opened(new HttpsServerStart(new HttpServerOptions()));

    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
  }
}
