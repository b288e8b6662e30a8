package io.deepgrow.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.job.AttemptView;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.RoutingJobs;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes the page of one job. */
@ApplicationScoped
class JobSheets {

  /** An attempt as a row. */
  record Row(AttemptView attempt, String outcome, String took) {}

  /**
   * A job with all that is shown of it.
   *
   * @param action as JSON, as it was ordered
   * @param steerable whether it can be cancelled and its priority set
   */
  record Sheet(
      JobView job, String action, List<Row> attempts, AttemptChart chart, boolean steerable) {}

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance job(Frame frame, Sheet sheet);

    static native TemplateInstance jobMissing(Frame frame);
  }

  private final Frames frames;
  private final RoutingJobs jobs;
  private final ObjectMapper json;
  private final Clock clock;

  JobSheets(Frames frames, RoutingJobs jobs, ObjectMapper json, Clock clock) {
    this.frames = frames;
    this.jobs = jobs;
    this.json = json;
    this.clock = clock;
  }

  /** The page of a job; {@code routing.job_not_found}, {@code security.forbidden}. */
  TemplateInstance page(UUID id, String message, String problem) {
    JobView job = jobs.get(id);
    Instant now = clock.instant();
    List<AttemptView> attempts = jobs.attempts(id);
    Sheet sheet =
        new Sheet(
            job,
            text(job.action()),
            attempts.stream()
                .map(a -> new Row(a, AttemptChart.outcome(a), AttemptChart.took(a, now)))
                .toList(),
            AttemptChart.of(attempts, now),
            job.state() == JobState.WAITING
                || job.state() == JobState.RUNNING
                || job.state() == JobState.RETRYING);
    return Pages.job(
        frames.below(Frames.Place.JOBS, "Job " + Texts.shortened(id), message, problem), sheet);
  }

  /** The page after something could not be done, also where the job is no more. */
  TemplateInstance again(UUID id, String problem) {
    try {
      return page(id, "", problem);
    } catch (ApiException e) {
      return missing(problem);
    }
  }

  /** A page that only says that there is no such job. */
  TemplateInstance missing(String problem) {
    return Pages.jobMissing(frames.below(Frames.Place.JOBS, "No such job", "", problem));
  }

  private String text(Action action) {
    try {
      return json.writerFor(Action.class).withDefaultPrettyPrinter().writeValueAsString(action);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An action can't be written", e);
    }
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/routing/jobs/" + id + done.query());
  }
}
