package io.deepgrow.app.worklist;

import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The worklist. */
@Path("/api/v1/reading-tasks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Worklist")
@Blocking
public class ReadingTaskResource {

  private static final Duration WAIT = Duration.ofSeconds(10);

  /**
   * Who gets a task.
   *
   * @param account name or id
   */
  public record TaskHandover(@NotNull @Nullable String account) {}

  /**
   * Why a task is taken off the list.
   *
   * @param reason without anything of a patient
   */
  public record Withdrawal(@Nullable String reason) {}

  private final TaskList list;
  private final ReadingTasks tasks;
  private final TaskClaims claims;
  private final TaskWork work;
  private final TaskLead lead;
  private final TaskEvents events;

  ReadingTaskResource(
      TaskList list,
      ReadingTasks tasks,
      TaskClaims claims,
      TaskWork work,
      TaskLead lead,
      TaskEvents events) {
    this.list = list;
    this.tasks = tasks;
    this.claims = claims;
    this.work = work;
    this.lead = lead;
    this.events = events;
  }

  @RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
  @GET
  @Operation(
      summary = "Reading tasks, in the order in which they are to be done",
      description =
          "Those that the caller may do, and those of studies that the caller reviews or runs; ended"
              + " ones come last")
  public TaskList.TaskPage list(
      @QueryParam("mine") @DefaultValue("false") boolean mine,
      @QueryParam("state") @Nullable TaskState state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return list.find(
        new TaskFilter(mine, false, state == null ? null : Set.of(state)), after, limit);
  }

  @RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
  @GET
  @Path("{id}")
  @Operation(summary = "A reading task")
  public ReadingTaskView get(UUID id) {
    return list.get(id);
  }

  @RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
  @POST
  @Operation(summary = "Put a series on the worklist")
  public Response put(@Valid @NotNull TaskRequest request) {
    ReadingTaskView task = tasks.put(request.byHand());
    return Response.created(URI.create("/api/v1/reading-tasks/" + task.id())).entity(task).build();
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("next")
  @Operation(
      summary = "Take the task that comes next",
      description = "What was returned to the caller comes first; 204 when there is nothing to do")
  public Response next() {
    return claims
        .next()
        .map(task -> Response.ok(task).build())
        .orElseGet(() -> Response.noContent().build());
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{id}/claim")
  @Operation(
      summary = "Take a task",
      description = "It is the caller's until the claim passes; heartbeats and claiming renew it")
  public ReadingTaskView claim(UUID id) {
    return claims.claim(id);
  }

  @RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
  @POST
  @Path("{id}/release")
  @Operation(summary = "Give a task back to the list")
  public ReadingTaskView release(UUID id) {
    return claims.release(id);
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{id}/heartbeat")
  @Operation(summary = "Say that the caller is still at it")
  public ReadingTaskView heartbeat(UUID id) {
    return claims.heartbeat(id);
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{id}/start")
  @Operation(
      summary = "Begin to mark",
      description =
          "Opens or finds the session, and waits some seconds until it has a segment for each"
              + " structure; where loading takes longer, call it again")
  public ReadingTaskView start(UUID id) {
    return work.start(id, WAIT);
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{id}/submit")
  @Operation(
      summary = "Say that a task is done",
      description = "Its session was saved since it was taken; saving alone says the same")
  public ReadingTaskView submit(UUID id) {
    return work.submit(id);
  }

  @RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
  @POST
  @Path("{id}/delegate")
  @Operation(
      summary = "Hand a task over",
      description =
          "For its holder, reviewers of its study and operators; that account alone gets it")
  public ReadingTaskView delegate(UUID id, @Valid @NotNull TaskHandover request) {
    return lead.handOver(id, Objects.requireNonNull(request.account()));
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/withdraw")
  @Operation(
      summary = "Take a task off the list",
      description = "Nobody has to do it any more; its session and results stay")
  public ReadingTaskView withdraw(UUID id, @Valid @NotNull Withdrawal request) {
    return lead.withdraw(id, Objects.requireNonNullElse(request.reason(), ""));
  }

  @RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "When the worklist changes, as server-sent events",
      description =
          "Each says that something has changed, never what: look at the list. The stream ends after"
              + " five minutes; listen again then")
  public Multi<OutboundSseEvent> events(@Context Sse sse) {
    return events.all(sse);
  }
}
