package io.deepgrow.app.routing.job.order;

import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.AttemptView;
import io.deepgrow.app.routing.job.JobSearch;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.RoutingJobs;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Jobs: ordering them, looking at them, steering them. */
@Path("/api/v1/routing/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: jobs")
@Blocking
public class RoutingJobResource {

  /** A job with the newest attempts at it, the oldest of them first. */
  public record JobDetail(JobView job, List<AttemptView> attempts) {}

  /** A new priority. */
  public record NewPriority(@NotNull @Nullable Integer priority) {}

  /**
   * Which jobs are done again.
   *
   * @param code for which they were given up
   * @param max the most of them
   */
  public record RetryRequest(@NotNull @Nullable String code, @NotNull @Nullable Integer max) {}

  /** How many jobs are done again. */
  public record RetryAnswer(int retried) {}

  /** The job of an order. */
  public record Ordered(UUID id) {}

  private final RoutingJobs jobs;
  private final JobSearch search;
  private final PersonalOrders orders;

  RoutingJobResource(RoutingJobs jobs, JobSearch search, PersonalOrders orders) {
    this.jobs = jobs;
    this.search = search;
    this.orders = orders;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(
      summary = "Jobs, the newest first",
      description = "Those of studies in which the caller is an OPERATOR")
  public JobSearch.JobPage list(
      @QueryParam("state") @Nullable JobState state,
      @QueryParam("kind") @Nullable ActionKind kind,
      @QueryParam("rule") @Nullable UUID rule,
      @QueryParam("study") @Nullable String study,
      @QueryParam("code") @Nullable String code,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return search.find(
        new JobSearch.Filter(state, kind, rule, study, code), Cursor.of(after), limit);
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @ResponseStatus(202)
  @Operation(
      summary = "Order a job",
      description =
          "The same action on the same content of a series is the same job, unless that was"
              + " cancelled: its id is the answer then, and nothing is done twice")
  public Ordered order(@Valid @NotNull NewJob request) {
    return new Ordered(orders.order(request));
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Path("{id}")
  @Operation(summary = "A job with its attempts")
  public JobDetail get(UUID id) {
    return new JobDetail(jobs.get(id), jobs.attempts(id));
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/retry")
  @Operation(summary = "Have a job done again that was given up")
  public JobView retry(UUID id) {
    return jobs.retry(id);
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/cancel")
  @Operation(
      summary = "End a job",
      description =
          "One that runs ends before its next step; what is stored or on somebody's list by then"
              + " stays")
  public JobView cancel(UUID id) {
    return jobs.cancel(id);
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/priority")
  @Operation(summary = "Set what goes first")
  public JobView priority(UUID id, @Valid @NotNull NewPriority request) {
    return jobs.prioritise(id, Objects.requireNonNull(request.priority()));
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("retry")
  @Operation(
      summary = "Have jobs done again that were given up for one reason",
      description = "The oldest of them first")
  public RetryAnswer retryAll(@Valid @NotNull RetryRequest request) {
    return new RetryAnswer(
        jobs.retryAll(
            Objects.requireNonNull(request.code()), Objects.requireNonNull(request.max())));
  }
}
