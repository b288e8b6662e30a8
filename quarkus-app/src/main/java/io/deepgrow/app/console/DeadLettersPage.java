package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.job.JobSearch;
import io.deepgrow.app.routing.job.RoutingJobs;
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

/** Jobs that were given up, by reason; doing all of one reason again. */
@Path("/console/routing/dead-letters")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class DeadLettersPage {

  private static final int AT_ONCE = 1000;

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance deadLetters(Frame frame, List<JobSearch.DeadLetters> letters);
  }

  private final Frames frames;
  private final JobSearch search;
  private final RoutingJobs jobs;

  DeadLettersPage(Frames frames, JobSearch search, RoutingJobs jobs) {
    this.frames = frames;
    this.search = search;
    this.jobs = jobs;
  }

  @GET
  @Operation(hidden = true)
  public Response page(@QueryParam("retried") @Nullable Integer retried) {
    return Forms.shown(
        () -> page(search.deadLetters(), retried == null ? "" : words(retried), ""),
        problem -> page(List.of(), "", problem));
  }

  private static String words(int retried) {
    return (retried == 1 ? "One job is" : retried + " jobs are")
        + " done again."
        + (retried >= AT_ONCE ? " There may be more: retry once more." : "");
  }

  private TemplateInstance page(
      List<JobSearch.DeadLetters> letters, String message, String problem) {
    return Pages.deadLetters(
        frames.below(Frames.Place.JOBS, "Dead letters", message, problem), letters);
  }

  @POST
  @Path("retry")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response retry(@FormParam("code") @Nullable String code) {
    return Forms.answer(
        () -> {
          int retried = jobs.retryAll(Forms.text(code), AT_ONCE);
          return URI.create(
              new Links(frames.base() + "console/routing/dead-letters")
                  .with("retried", retried)
                  .toString());
        },
        this::refused);
  }

  private TemplateInstance refused(String problem) {
    try {
      return page(search.deadLetters(), "", problem);
    } catch (ApiException e) {
      return page(List.of(), "", problem);
    }
  }
}
