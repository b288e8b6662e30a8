package io.deepgrow.app.model;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Which models run, and where. */
@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {

  private final ModelService models;

  ModelHealth(ModelService models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("model").up();
    models.models().forEach(m -> answer.withData(m.id(), models.provider(m.id()).name()));
    return answer.build();
  }
}
