package io.deepgrow.app.model;

import io.deepgrow.app.schema.SchemaState;
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

  private static final String NAME = "model";

  private final ModelService models;
  private final SchemaState schema;

  ModelHealth(ModelService models, SchemaState schema) {
    this.models = models;
    this.schema = schema;
  }

  @Override
  public HealthCheckResponse call() {
    if (!schema.isThere()) {
      // which versions were chosen stands in the database
      return HealthCheckResponse.named(NAME).down().withData("reason", "waits for schema").build();
    }
    Map<String, String> troubles = models.troubles();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(NAME).status(troubles.isEmpty());
    models.models().stream()
        .filter(m -> !troubles.containsKey(m.id()))
        .forEach(m -> answer.withData(m.id(), models.provider(m.id()).name()));
    troubles.forEach(answer::withData);
    return answer.build();
  }
}
