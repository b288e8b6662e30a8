package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.registry.Activation;
import io.deepgrow.app.registry.ChangeView;
import io.deepgrow.app.registry.IncomingModel;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.app.registry.VersionView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Versions of models, and which of them answer. */
@Path("/api/v1/admin/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: models")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class ModelVersionResource {

  private static final int MOST = 200;

  /** Whether sessions that name no model begin with the version, too. */
  public record Activate(@Nullable Boolean standard) {}

  /** The share of new sessions, in hundredths. */
  public record Share(int share) {}

  private final ModelVersions versions;
  private final IncomingModel incoming;
  private final Activation activation;
  private final AccessPolicy access;

  ModelVersionResource(
      ModelVersions versions, IncomingModel incoming, Activation activation, AccessPolicy access) {
    this.versions = versions;
    this.incoming = incoming;
    this.activation = activation;
    this.access = access;
  }

  @GET
  @Path("versions")
  @Operation(summary = "Versions of models, the newest first")
  public ModelVersions.VersionPage list(
      @QueryParam("model") @Nullable String model,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "limit is 1 to " + MOST);
    }
    return versions.list(model, Cursor.of(after), limit);
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("versions")
  @Consumes("application/zip")
  @Operation(
      summary = "Upload a model folder as a ZIP",
      description =
          "model.json and model.onnx, at the top or in one folder. The graph is opened once; what"
              + " does not hold is named in the answer.")
  public Response upload(@QueryParam("sha256") @Nullable String sha256, InputStream zip) {
    access.requireEverywhere(Role.ADMIN);
    VersionView added = incoming.add(zip, sha256);
    return Response.created(URI.create("/api/v1/admin/models/versions/" + added.id()))
        .entity(added)
        .build();
  }

  @GET
  @Path("versions/{id}")
  @Operation(summary = "A version of a model")
  public VersionView get(UUID id) {
    return versions.get(id);
  }

  @POST
  @Path("versions/{id}/activation")
  @Operation(
      summary = "Have new sessions of its model begin with a version",
      description =
          "Sessions that are open keep theirs. Where two people are needed, the answer is a change"
              + " that is REQUESTED.")
  public ChangeView activate(UUID id, @Valid @NotNull Activate request) {
    return activation.activate(id, Boolean.TRUE.equals(request.standard()));
  }

  @POST
  @Path("versions/{id}/canary")
  @Operation(
      summary = "Have a share of new sessions of its model begin with a version",
      description = "Ended by activating a version, or by stopping it")
  public ChangeView canary(UUID id, @Valid @NotNull Share request) {
    return activation.canary(id, request.share());
  }

  @POST
  @Path("{model}/roll-back")
  @Operation(summary = "Activate the version that was active before the present one")
  public ChangeView rollBack(String model) {
    return activation.rollBack(model);
  }

  @POST
  @Path("{model}/canary/stop")
  @Operation(summary = "Have no new session begin with a model's canary")
  public ChangeView stopCanary(String model) {
    return activation.stopCanary(model);
  }

  @GET
  @Path("{model}/changes")
  @Operation(summary = "The last changes of which version of a model answers, the newest first")
  public List<ChangeView> changes(String model) {
    return activation.history(model);
  }

  @POST
  @Path("changes/{id}/approval")
  @Operation(summary = "Do what somebody else requested")
  public ChangeView approve(long id) {
    return activation.approve(id);
  }

  @POST
  @Path("changes/{id}/withdrawal")
  @Operation(summary = "Take back what is requested")
  public ChangeView withdraw(long id) {
    return activation.withdraw(id);
  }
}
