package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.JobPauses;
import io.deepgrow.app.routing.job.queue.JobQueues;
import io.deepgrow.app.routing.job.queue.QueueView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How full the queues of jobs are; pausing a kind. */
@Path("/console/routing/queues")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class JobQueuesPage {

  /**
   * A queue.
   *
   * @param oldest how long the oldest job has waited, in words; empty where none waits
   */
  record Row(QueueView queue, String oldest) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance jobQueues(Frame frame, List<Row> rows);
  }

  private final Frames frames;
  private final JobQueues queues;
  private final JobPauses pauses;
  private final Clock clock;

  JobQueuesPage(Frames frames, JobQueues queues, JobPauses pauses, Clock clock) {
    this.frames = frames;
    this.queues = queues;
    this.pauses = pauses;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public Response page(@QueryParam("done") @Nullable String done) {
    return Forms.shown(() -> page(rows(), Done.text(done), ""), p -> page(List.of(), "", p));
  }

  private TemplateInstance page(List<Row> rows, String message, String problem) {
    return Pages.jobQueues(frames.below(Frames.Place.JOBS, "Queues", message, problem), rows);
  }

  private List<Row> rows() {
    return queues.list().stream().map(q -> new Row(q, age(q.oldest()))).toList();
  }

  private String age(@Nullable Instant since) {
    return since == null
        ? ""
        : Texts.seconds(Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }

  @POST
  @Path("{kind}/pause")
  @Operation(hidden = true)
  public Response pause(ActionKind kind) {
    return steered(kind, pauses::pause, Done.QUEUE_PAUSED);
  }

  @POST
  @Path("{kind}/resume")
  @Operation(hidden = true)
  public Response resume(ActionKind kind) {
    return steered(kind, pauses::resume, Done.QUEUE_RESUMED);
  }

  private Response steered(ActionKind kind, Consumer<ActionKind> deed, Done done) {
    return Forms.answer(
        () -> {
          deed.accept(kind);
          return URI.create(frames.base() + "console/routing/queues" + done.query());
        },
        this::refused);
  }

  private TemplateInstance refused(String problem) {
    try {
      return page(rows(), "", problem);
    } catch (ApiException e) {
      return page(List.of(), "", problem);
    }
  }
}
