package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.job.RoutingJobs;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One job: what it is, its attempts, what came of it; retrying, cancelling, its priority. */
@Path("/console/routing/jobs/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class JobPage {

  private static final int HIGHEST = 9;

  private final JobSheets sheets;
  private final RoutingJobs jobs;

  JobPage(JobSheets sheets, RoutingJobs jobs) {
    this.sheets = sheets;
    this.jobs = jobs;
  }

  @GET
  @Operation(hidden = true)
  public Response page(UUID id, @QueryParam("done") @Nullable String done) {
    return Forms.shown(
        () -> sheets.page(id, Done.text(done), ""), problem -> sheets.missing(problem));
  }

  @POST
  @Path("retry")
  @Operation(hidden = true)
  public Response retry(UUID id) {
    return Forms.answer(
        () -> {
          jobs.retry(id);
          return sheets.at(id, Done.JOB_RETRIED);
        },
        problem -> sheets.again(id, problem));
  }

  @POST
  @Path("cancellation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response cancel(UUID id, @FormParam("confirm") @Nullable String confirm) {
    return Forms.answer(
        () -> {
          Forms.requireConfirmed(confirm, Texts.shortened(id));
          jobs.cancel(id);
          return sheets.at(id, Done.JOB_CANCELLED);
        },
        problem -> sheets.again(id, problem));
  }

  @POST
  @Path("priority")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response priority(UUID id, @FormParam("priority") @Nullable String priority) {
    return Forms.answer(
        () -> {
          jobs.prioritise(id, Forms.number(priority, "The priority", HIGHEST));
          return sheets.at(id, Done.JOB_PRIORITY);
        },
        problem -> sheets.again(id, problem));
  }
}
