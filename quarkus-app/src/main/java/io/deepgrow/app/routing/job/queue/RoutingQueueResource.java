package io.deepgrow.app.routing.job.queue;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.JobPauses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The queues of jobs, kind by kind. */
@Path("/api/v1/routing/queues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: jobs")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class RoutingQueueResource {

  private final JobQueues queues;
  private final JobPauses pauses;

  RoutingQueueResource(JobQueues queues, JobPauses pauses) {
    this.queues = queues;
    this.pauses = pauses;
  }

  @GET
  @Operation(summary = "How full the queues are, and which are paused by whom")
  public List<QueueView> list() {
    return queues.list();
  }

  @POST
  @Path("{kind}/pause")
  @Operation(
      summary = "Pause jobs of a kind",
      description = "None begins any more; those that run go on to their end")
  public List<QueueView> pause(ActionKind kind) {
    pauses.pause(kind);
    return queues.list();
  }

  @POST
  @Path("{kind}/resume")
  @Operation(summary = "Have jobs of a kind go on")
  public List<QueueView> resume(ActionKind kind) {
    pauses.resume(kind);
    return queues.list();
  }
}
