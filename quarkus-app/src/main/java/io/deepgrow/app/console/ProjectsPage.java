package io.deepgrow.app.console;

import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Roles;
import io.quarkus.qute.CheckedTemplate;
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
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** All projects, and the form that makes one. */
@Path("/console/projects")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class ProjectsPage {

  private static final int PAGE = 50;

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance projects(
        Frame frame, List<Projects.ProjectView> projects, String after, String next, String name);
  }

  private final Frames frames;
  private final Projects projects;

  ProjectsPage(Frames frames, Projects projects) {
    this.frames = frames;
    this.projects = projects;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(
      @QueryParam("after") @Nullable String after, @QueryParam("done") @Nullable String done) {
    return page(Forms.text(after), "", Done.text(done), "");
  }

  private TemplateInstance page(String after, String name, String message, String problem) {
    List<Projects.ProjectView> found = projects.list(after, PAGE + 1);
    List<Projects.ProjectView> shown = found.subList(0, Math.min(PAGE, found.size()));
    String next = found.size() > PAGE ? shown.get(PAGE - 1).name() : "";
    return Pages.projects(
        frames.of(Frames.Place.PROJECTS, message, problem), shown, after, next, name);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response make(@FormParam("name") @Nullable String name) {
    return Forms.answer(
        () -> {
          Projects.ProjectView made = projects.create(Forms.text(name));
          return URI.create(
              frames.base() + "console/projects/" + made.id() + Done.PROJECT_MADE.query());
        },
        problem -> page("", Forms.text(name), "", problem));
  }
}
