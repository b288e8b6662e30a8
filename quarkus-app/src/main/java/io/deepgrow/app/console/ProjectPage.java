package io.deepgrow.app.console;

import io.deepgrow.app.access.ProjectChanges;
import io.deepgrow.app.access.ProjectStudies;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Roles;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One project: its name, its studies, its end. */
@Path("/console/projects/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class ProjectPage {

  private static final int AT_ONCE = 1000;

  private final ProjectSheets sheets;
  private final Projects projects;
  private final ProjectStudies studies;
  private final ProjectChanges changes;

  ProjectPage(
      ProjectSheets sheets, Projects projects, ProjectStudies studies, ProjectChanges changes) {
    this.sheets = sheets;
    this.projects = projects;
    this.studies = studies;
    this.changes = changes;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(
      UUID id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("done") @Nullable String done) {
    return sheets.page(id, Forms.text(after), Done.text(done));
  }

  /** All UIDs, one a line below a title. */
  @GET
  @Path("studies.csv")
  @Produces("text/csv")
  @Operation(hidden = true)
  public Response csv(UUID id) {
    StringBuilder csv = new StringBuilder("StudyInstanceUID\r\n");
    List<String> page = studies.studies(id, "", AT_ONCE);
    while (!page.isEmpty()) {
      page.forEach(uid -> csv.append(uid).append("\r\n"));
      page = studies.studies(id, page.get(page.size() - 1), AT_ONCE);
    }
    return Response.ok(csv.toString(), "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"studies-" + id + ".csv\"")
        .build();
  }

  @POST
  @Path("studies")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response add(UUID id, @FormParam("studies") @Nullable String studies) {
    String pasted = Forms.text(studies);
    return Forms.answer(
        () -> {
          this.studies.add(id, PastedUids.of(pasted));
          return sheets.at(id, Done.STUDIES_ADDED);
        },
        problem -> sheets.refused(id, problem, pasted));
  }

  @POST
  @Path("studies/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response remove(UUID id, @FormParam("study") @Nullable String study) {
    return answer(
        id, Done.STUDY_REMOVED, () -> studies.remove(id, PastedUids.of(Forms.text(study))));
  }

  @POST
  @Path("name")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response rename(
      UUID id,
      @FormParam("name") @Nullable String name,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id, Done.RENAMED, () -> changes.rename(id, Forms.revision(revision), Forms.text(name)));
  }

  @POST
  @Path("end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response delete(
      UUID id,
      @FormParam("confirm") @Nullable String confirm,
      @FormParam("revision") @Nullable String revision) {
    return Forms.answer(
        () -> {
          Forms.requireConfirmed(confirm, projects.get(id).name());
          changes.delete(id, Forms.revision(revision), Forms.text(confirm));
          return sheets.all(Done.PROJECT_DELETED);
        },
        problem -> sheets.refused(id, problem, ""));
  }

  private Response answer(UUID id, Done done, Runnable deed) {
    return Forms.answer(
        () -> {
          deed.run();
          return sheets.at(id, done);
        },
        problem -> sheets.refused(id, problem, ""));
  }
}
