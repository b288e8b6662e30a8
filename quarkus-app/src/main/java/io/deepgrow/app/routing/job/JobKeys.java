package io.deepgrow.app.routing.job;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Sha256;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.routing.action.Segment;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Tells the same order from another: by the series' content, what is done, and with which model.
 */
@ApplicationScoped
class JobKeys {

  private final ModelService models;
  private final SettingsOfProjects projects;
  private final JobJson json;

  JobKeys(ModelService models, SettingsOfProjects projects, JobJson json) {
    this.models = models;
    this.projects = projects;
    this.json = json;
  }

  /** The key of an order. */
  String of(JobOrder order) {
    String model =
        order.action() instanceof Segment segment ? weights(order.studyUid(), segment.model()) : "";
    return key(order, json.text(order.action()), model);
  }

  /**
   * The key.
   *
   * @param action as JSON
   * @param model SHA-256 of its weights; empty where none is used
   */
  static String key(JobOrder order, String action, String model) {
    return Sha256.of(
        String.join(
            "\n",
            order.connection().toString(),
            order.studyUid(),
            order.seriesUid(),
            order.seriesDigest(),
            action,
            model));
  }

  /** The weights that a session would begin with; empty for a model that is not there. */
  private String weights(String study, @Nullable String model) {
    try {
      String id = model == null ? projects.modelOf(study).orElse(null) : model;
      return models.require(id).sha256();
    } catch (ApiException e) {
      // the job itself says so, and whoever orders it goes on
      return "";
    }
  }
}
