package io.deepgrow.app.admin;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.overview.VersionUse;
import io.deepgrow.app.trial.ModelTrials;
import io.deepgrow.app.trial.TrialView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trials of versions, and what versions were used for. */
@Path("/api/v1/admin/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: models")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class ModelTrialResource {

  /** What to try a version on. */
  public record NewTrial(@Nullable UUID session) {}

  private final ModelTrials trials;
  private final VersionUse use;

  ModelTrialResource(ModelTrials trials, VersionUse use) {
    this.trials = trials;
    this.use = use;
  }

  @POST
  @Path("versions/{id}/trials")
  @Operation(
      summary = "Try a version on the phantom or a session",
      description =
          "In the background: 202, and GET tells how far it is. On the phantom organs are clicked"
              + " whose outline is known; of a session the clicks are made again, and nothing of it"
              + " changes.")
  public Response start(UUID id, @Valid @NotNull NewTrial request) {
    TrialView trial = trials.start(id, request.session());
    return Response.accepted(trial)
        .location(URI.create("/api/v1/admin/models/trials/" + trial.id()))
        .build();
  }

  @GET
  @Path("versions/{id}/trials")
  @Operation(summary = "The last trials of a version, the newest first")
  public List<TrialView> trials(UUID id) {
    return trials.of(id);
  }

  @GET
  @Path("trials/{id}")
  @Operation(summary = "A trial")
  public TrialView get(UUID id) {
    return trials.get(id);
  }

  @GET
  @Path("trials/{id}/picture")
  @Produces("image/png")
  @Operation(
      summary = "The masks of a session and of its trial beside each other",
      description = "On the slice on which they differ most")
  public byte[] picture(UUID id) {
    return trials.picture(id);
  }

  @GET
  @Path("versions/{id}/use")
  @Operation(
      summary = "What a version was used for",
      description =
          "Sessions and clicks of all time, times of the last seven days, of all replicas")
  public VersionUse.Use use(UUID id) {
    return use.of(id);
  }
}
