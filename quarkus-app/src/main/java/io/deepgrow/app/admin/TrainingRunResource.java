package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.registry.VersionView;
import io.deepgrow.app.training.DataKind;
import io.deepgrow.app.training.Promotion;
import io.deepgrow.app.training.RunView;
import io.deepgrow.app.training.TrainingData;
import io.deepgrow.app.training.TrainingRuns;
import io.deepgrow.app.training.TrainingSettings;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Training runs, and taking over what they have learnt. */
@Path("/api/v1/admin/training-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: training")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class TrainingRunResource {

  private static final int MOST = 200;

  /** A run to make. */
  public record NewRun(
      @NotNull @Nullable DataKind dataKind,
      @NotNull @Nullable String data,
      @NotNull @Valid @Nullable TrainingSettings settings) {}

  /** What the version of a run is called. */
  public record NewVersion(
      @NotNull @Nullable String model,
      @NotNull @Nullable String version,
      @NotNull @Nullable String title,
      @NotNull @Nullable String licence) {}

  private final TrainingRuns runs;
  private final TrainingData data;
  private final Promotion promotion;

  TrainingRunResource(TrainingRuns runs, TrainingData data, Promotion promotion) {
    this.runs = runs;
    this.data = data;
    this.promotion = promotion;
  }

  @GET
  @Operation(summary = "Training runs, the newest first")
  public TrainingRuns.RunPage list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "limit is 1 to " + MOST);
    }
    return runs.list(Cursor.of(after), limit);
  }

  @GET
  @Path("folders")
  @Operation(summary = "Data sets on the service's disk that runs can learn from")
  public List<String> folders() {
    return data.folders();
  }

  @POST
  @Operation(
      summary = "Start a training run",
      description =
          "It waits for those before it: 202, and GET tells how far it is. Of a project the newest"
              + " verified result of each series is learnt from.")
  public Response start(@Valid @NotNull NewRun request) {
    RunView run =
        runs.start(
            Objects.requireNonNull(request.dataKind()),
            Objects.requireNonNull(request.data()),
            Objects.requireNonNull(request.settings()));
    return Response.accepted(run)
        .location(URI.create("/api/v1/admin/training-runs/" + run.id()))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A training run, with its curves and the last lines of its log")
  public RunView get(UUID id) {
    return runs.get(id);
  }

  @POST
  @Path("{id}/cancellation")
  @Operation(
      summary = "End a training run",
      description = "With its process and children; one of another replica ends within seconds")
  public RunView cancel(UUID id) {
    return runs.cancel(id);
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("{id}/version")
  @Operation(
      summary = "Make a version of a model from what a run has learnt",
      description =
          "Of its best weights at validation; the version has to be tried before it can be activated")
  public Response promote(UUID id, @Valid @NotNull NewVersion request) {
    VersionView added =
        promotion.promote(
            id,
            new Promotion.Naming(
                Objects.requireNonNull(request.model()),
                Objects.requireNonNull(request.version()),
                Objects.requireNonNull(request.title()),
                Objects.requireNonNull(request.licence())));
    return Response.created(URI.create("/api/v1/admin/models/versions/" + added.id()))
        .entity(added)
        .build();
  }
}
