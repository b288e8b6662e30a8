package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.monailabel.datastore.Datastore;
import io.deepgrow.app.compat.monailabel.datastore.Strategy;
import io.deepgrow.app.compat.monailabel.task.Scoring;
import io.deepgrow.app.compat.monailabel.task.Training;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this server can do, as MONAI Label's clients read it before everything else. */
@Path("/info")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MONAI Label")
@Blocking
public class InfoResource {

  private static final String VERSION = "1.0";

  private final PublishedModels models;
  private final Datastore datastore;
  private final Training training;
  private final List<String> labels;

  InfoResource(
      PublishedModels models, Datastore datastore, Training training, ClientConfig config) {
    this.models = models;
    this.datastore = datastore;
    this.training = training;
    this.labels = config.labels();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(summary = "Models, labels, strategies, and how much of the datastore is labelled")
  public Map<String, Object> info() {
    // no top-level 'config': Slicer refuses servers that send one
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("name", "deepgrow-pacs");
    info.put("description", "Segmentation by clicks, beside a PACS");
    info.put("version", VERSION);
    info.put("labels", labels);
    Map<String, Object> all = new LinkedHashMap<>();
    models.all().forEach(m -> all.put(m.name(), describe(m)));
    info.put("models", all);
    info.put("trainers", training.trainers());
    Map<String, Object> strategies = new LinkedHashMap<>();
    for (Strategy strategy : Strategy.values()) {
      strategies.put(strategy.id(), Map.of("description", strategy.description()));
    }
    info.put("strategies", strategies);
    info.put(
        "scoring",
        Map.of(Scoring.METHOD, Map.of("description", Scoring.DESCRIPTION, "config", Map.of())));
    info.put("train_stats", Map.of());
    info.put("datastore", datastore.statsOrNothing());
    return info;
  }

  private static Map<String, Object> describe(PublishedModel model) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", "deepgrow");
    entry.put("labels", List.of());
    entry.put("dimension", model.dimension());
    entry.put("description", model.description());
    entry.put("config", Map.of());
    return entry;
  }
}
