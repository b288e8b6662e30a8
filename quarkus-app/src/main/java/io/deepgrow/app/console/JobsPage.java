package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.JobSearch;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.dicom.DicomException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Jobs, found by state, kind, rule, study and reason. */
@Path("/console/routing/jobs")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class JobsPage {

  private static final int PAGE = 50;

  /**
   * The list.
   *
   * @param next where the next page is, or empty
   */
  record Listed(
      JobSearch.Filter filter,
      List<JobState> states,
      List<ActionKind> kinds,
      List<JobView> jobs,
      String next) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance jobs(Frame frame, Listed page);
  }

  private final Frames frames;
  private final JobSearch search;

  JobsPage(Frames frames, JobSearch search) {
    this.frames = frames;
    this.search = search;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("study") @Nullable String study,
      @QueryParam("code") @Nullable String code,
      @QueryParam("after") @Nullable String after) {
    try {
      JobSearch.Filter filter =
          new JobSearch.Filter(
              FilterFields.constant(JobState.class, state),
              FilterFields.constant(ActionKind.class, kind),
              Forms.id(rule),
              FilterFields.text(study),
              FilterFields.text(code));
      JobSearch.JobPage found = search.find(filter, Cursor.of(after), PAGE);
      return Response.ok(page(filter, found.jobs(), next(filter, found.next()), "")).build();
    } catch (ApiException | DicomException e) {
      return Response.status(FilterFields.status(e))
          .entity(page(JobSearch.Filter.ALL, List.of(), "", String.valueOf(e.getMessage())))
          .build();
    }
  }

  private TemplateInstance page(
      JobSearch.Filter filter, List<JobView> jobs, String next, String problem) {
    return Pages.jobs(
        frames.of(Frames.Place.JOBS, "", problem),
        new Listed(filter, List.of(JobState.values()), List.of(ActionKind.values()), jobs, next));
  }

  private String next(JobSearch.Filter filter, @Nullable String after) {
    if (after == null) {
      return "";
    }
    UUID rule = filter.rule();
    return new Links(frames.base() + "console/routing/jobs")
        .with("state", filter.state())
        .with("kind", filter.kind())
        .with("rule", rule)
        .with("study", filter.study())
        .with("code", filter.code())
        .with("after", after)
        .toString();
  }
}
