package io.deepgrow.app.model;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.model.ModelDescriptor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that sessions can name. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelResource {

  /**
   * A model.
   *
   * @param provider where it runs: CPU or CUDA
   */
  public record ModelView(
      String id,
      String version,
      String title,
      List<String> labels,
      int patchSize,
      String provider,
      String sha256,
      String licence,
      String trainingData,
      String intendedUse) {}

  private final ModelService models;

  ModelResource(ModelService models) {
    this.models = models;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(summary = "All models")
  public List<ModelView> list() {
    return models.models().stream().map(this::view).toList();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{id}")
  @Operation(summary = "One model")
  public ModelView get(String id) {
    return view(models.require(id));
  }

  private ModelView view(ModelDescriptor model) {
    return new ModelView(
        model.id(),
        model.version(),
        model.title(),
        model.labels(),
        model.gridSize().i(),
        models.provider(model.id()).name(),
        model.sha256(),
        model.licence(),
        model.trainingData(),
        model.intendedUse());
  }
}
