package io.deepgrow.app.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Which models run, and where; down while a chosen version cannot be opened here. */
@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {

  private final ModelService models;

  ModelHealth(ModelService models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> troubles = models.troubles();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("model").status(troubles.isEmpty());
    models.models().stream()
        .filter(m -> !troubles.containsKey(m.id()))
        .forEach(m -> answer.withData(m.id(), models.provider(m.id()).name()));
    troubles.forEach(answer::withData);
    return answer.build();
  }
}
