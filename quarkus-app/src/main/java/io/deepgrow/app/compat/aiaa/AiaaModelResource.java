package io.deepgrow.app.compat.aiaa;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.PublishedModels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The models that AIAA's clients can click with. */
@Path("/v1/models")
@Produces(MediaType.WILDCARD)
@Tag(name = "AIAA")
public class AiaaModelResource {

  private final PublishedModels models;

  AiaaModelResource(PublishedModels models) {
    this.models = models;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "Models",
      description = "An array; with ?model= one object. ?type= and ?label= filter the array.")
  public Response models(
      @QueryParam("model") @Nullable String model,
      @QueryParam("type") @Nullable String type,
      @QueryParam("label") @Nullable String label) {
    if (model != null && !model.isEmpty()) {
      return json(AiaaModel.of(models.require(model)));
    }
    List<AiaaModel> all = models.all().stream().map(AiaaModel::of).toList();
    boolean all3d = isAny(type) || AiaaModel.TYPE.equals(type);
    // models that take any structure carry no labels, and so match none
    return json(all3d && isAny(label) ? all : List.of());
  }

  private static boolean isAny(@Nullable String filter) {
    return filter == null || filter.isEmpty();
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
