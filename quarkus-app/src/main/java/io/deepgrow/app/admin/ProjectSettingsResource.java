package io.deepgrow.app.admin;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.project.ProjectSettings;
import io.deepgrow.app.project.ProjectStructure;
import io.deepgrow.app.project.ReviewPolicy;
import io.deepgrow.app.project.SettingsOfProjects;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a project says about the work on its studies. */
@Path("/api/v1/admin/projects/{id}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: projects")
@RolesAllowed(Roles.ADMIN)
@Blocking
public class ProjectSettingsResource {

  /** A structure with the colour of its outline. */
  public record StructureColour(
      @NotNull @Nullable String structure, @NotNull @Nullable String colour) {}

  /** All settings; what is absent is as in a project without settings. */
  public record NewSettings(
      @Nullable List<@NotNull @Valid StructureColour> structures,
      @Nullable String modelId,
      @Nullable ReviewPolicy review,
      @Nullable Integer samplePercent,
      @Nullable Boolean fourEyes,
      @Nullable Integer overlap) {

    ProjectSettings settings() {
      ProjectSettings none = ProjectSettings.NONE;
      List<ProjectStructure> all =
          structures == null
              ? List.of()
              : structures.stream()
                  .map(
                      s ->
                          new ProjectStructure(
                              Objects.requireNonNull(s.structure()),
                              Objects.requireNonNull(s.colour())))
                  .toList();
      return new ProjectSettings(
          all,
          modelId,
          Objects.requireNonNullElse(review, none.review()),
          Objects.requireNonNullElse(samplePercent, none.samplePercent()),
          Objects.requireNonNullElse(fourEyes, none.fourEyes()),
          Objects.requireNonNullElse(overlap, none.overlap()),
          0);
    }
  }

  private final SettingsOfProjects settings;

  ProjectSettingsResource(SettingsOfProjects settings) {
    this.settings = settings;
  }

  @GET
  @Operation(summary = "What a project says about the work on its studies")
  public Response get(UUID id) {
    return tagged(settings.get(id));
  }

  @PUT
  @Operation(summary = "Set all that a project says about the work on its studies")
  public Response put(
      UUID id,
      @Valid @NotNull NewSettings request,
      @HeaderParam("If-Match") @Nullable String seen) {
    return tagged(settings.put(id, SeenRevision.revision(seen), request.settings()));
  }

  private static Response tagged(ProjectSettings settings) {
    return Response.ok(settings).tag(Integer.toString(settings.revision())).build();
  }
}
