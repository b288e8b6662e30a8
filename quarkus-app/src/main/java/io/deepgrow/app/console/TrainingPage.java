package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.training.DataKind;
import io.deepgrow.app.training.RunView;
import io.deepgrow.app.training.TrainingData;
import io.deepgrow.app.training.TrainingRuns;
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

/** All training runs, and the form that starts one. */
@Path("/console/training")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class TrainingPage {

  private static final int PAGE = 25;
  private static final String OF_PROJECT = "project:";

  /**
   * What the page shows.
   *
   * @param next the link to older runs, or empty
   * @param obstacle why no run can be started, or empty
   */
  record Content(
      List<RunView> runs,
      String next,
      List<String> folders,
      List<Projects.ProjectView> projects,
      String obstacle) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance training(Frame frame, Content content);
  }

  private final Frames frames;
  private final TrainingRuns runs;
  private final TrainingData data;
  private final Projects projects;

  TrainingPage(Frames frames, TrainingRuns runs, TrainingData data, Projects projects) {
    this.frames = frames;
    this.runs = runs;
    this.data = data;
    this.projects = projects;
  }

  @GET
  @Operation(hidden = true)
  public Response page(@QueryParam("after") @Nullable String after) {
    try {
      return Response.ok(page(Cursor.of(after), "")).build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> page(Cursor.START, problem));
    }
  }

  private TemplateInstance page(Cursor after, String problem) {
    TrainingRuns.RunPage found = runs.list(after, PAGE);
    String next =
        found.next() == null
            ? ""
            : new Links(frames.base() + "console/training").with("after", found.next()).toString();
    return Pages.training(
        frames.of(Frames.Place.TRAINING, "", problem),
        new Content(found.runs(), next, data.folders(), projects.list(), runs.obstacle()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response start(
      @FormParam("data") @Nullable String chosen,
      @FormParam("steps") @Nullable String steps,
      @FormParam("patch") @Nullable String patch,
      @FormParam("batch") @Nullable String batch,
      @FormParam("rate") @Nullable String rate,
      @FormParam("fromModel") @Nullable String fromModel) {
    return Forms.answer(
        () -> {
          String name = Forms.text(chosen);
          boolean project = name.startsWith(OF_PROJECT);
          RunView run =
              runs.start(
                  project ? DataKind.PROJECT : DataKind.FOLDER,
                  project ? name.substring(OF_PROJECT.length()) : name,
                  TrainingForm.settings(steps, patch, batch, rate, fromModel));
          return URI.create(
              frames.base() + "console/training/" + run.id() + Done.TRAINING_STARTED.query());
        },
        problem -> page(Cursor.START, problem));
  }
}
