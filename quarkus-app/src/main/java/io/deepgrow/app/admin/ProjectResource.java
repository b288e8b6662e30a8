package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.ProjectChanges;
import io.deepgrow.app.access.ProjectStudies;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.ProjectRoles;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.dicom.StudyUid;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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

/** Projects: named sets of studies, within which people may have roles. */
@Path("/api/v1/admin/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: projects")
@RolesAllowed(Roles.ADMIN)
@Blocking
public class ProjectResource {

  private static final int MOST = 1000;

  /** A project to make. */
  public record NewProject(@NotNull @Nullable String name) {}

  /** Studies by their UIDs. */
  public record Studies(@NotNull @Nullable List<@NotNull String> studyUids) {}

  private final Projects projects;
  private final ProjectStudies studies;
  private final ProjectChanges changes;

  ProjectResource(Projects projects, ProjectStudies studies, ProjectChanges changes) {
    this.projects = projects;
    this.studies = studies;
    this.changes = changes;
  }

  @GET
  @Operation(summary = "Projects by name")
  public List<Projects.ProjectView> list() {
    return projects.list();
  }

  @POST
  @Operation(summary = "Make a project")
  public Response create(@Valid @NotNull NewProject request) {
    Projects.ProjectView made = projects.create(Objects.requireNonNull(request.name()));
    return Response.created(URI.create("/api/v1/admin/projects/" + made.id())).entity(made).build();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A project")
  public Response get(UUID id) {
    return tagged(projects.get(id));
  }

  private static Response tagged(Projects.ProjectView project) {
    return Response.ok(project).tag(Integer.toString(project.revision())).build();
  }

  @PATCH
  @Path("{id}")
  @Operation(summary = "Rename a project")
  public Response rename(
      UUID id, @Valid @NotNull NewProject change, @HeaderParam("If-Match") @Nullable String seen) {
    return tagged(
        changes.rename(id, SeenRevision.revision(seen), Objects.requireNonNull(change.name())));
  }

  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Delete a project and all roles in it",
      description = "Its studies, their sessions and results stay. ?confirm= the project's name")
  public void delete(
      UUID id,
      @QueryParam("confirm") @DefaultValue("") String confirm,
      @HeaderParam("If-Match") @Nullable String seen) {
    changes.delete(id, SeenRevision.revision(seen), confirm);
  }

  @GET
  @Path("{id}/members")
  @Operation(summary = "Who has which role in a project", description = "Accounts, then groups")
  public List<ProjectRoles.Member> members(UUID id) {
    return changes.members(id);
  }

  @GET
  @Path("{id}/work")
  @Operation(summary = "How many sessions and results there are on the studies of a project")
  public ProjectChanges.Work work(UUID id) {
    return changes.work(id);
  }

  @GET
  @Path("{id}/studies")
  @Operation(
      summary = "The studies of a project by UID",
      description = "?after= the last UID of the page before")
  public Studies studies(
      UUID id,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "limit is 1 to " + MOST);
    }
    return new Studies(studies.studies(id, after, limit));
  }

  @POST
  @Path("{id}/studies")
  @Operation(summary = "Put studies into a project")
  public Projects.ProjectView add(UUID id, @Valid @NotNull Studies studies) {
    List<String> uids = Objects.requireNonNull(studies.studyUids());
    if (uids.isEmpty() || uids.size() > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "1 to " + MOST + " studies at once");
    }
    return this.studies.add(id, uids.stream().map(StudyUid::new).toList());
  }

  @DELETE
  @Path("{id}/studies/{study}")
  @Operation(summary = "Take a study out of a project")
  public Projects.ProjectView remove(UUID id, String study) {
    return studies.remove(id, List.of(new StudyUid(study)));
  }
}
