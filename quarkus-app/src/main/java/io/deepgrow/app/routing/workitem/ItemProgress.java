package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.result.ResultService;
import io.deepgrow.app.result.ResultState;
import io.deepgrow.app.result.ResultView;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.JobsOfOthers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** How far the work of an item is: its job, then the result on its way to the PACS. */
@ApplicationScoped
class ItemProgress {

  private static final int RUNNING = 20;
  private static final int WITH_A_PERSON = 50;
  private static final int STORING = 80;

  private final JobsOfOthers jobs;
  private final ResultService results;

  ItemProgress(JobsOfOthers jobs, ResultService results) {
    this.jobs = jobs;
    this.results = results;
  }

  WorkProgress of(ItemRow item) {
    UUID id = Objects.requireNonNull(item.job(), "an item that is worked on has a job");
    Optional<JobView> job = QuarkusTransaction.requiringNew().call(() -> jobs.find(id));
    if (job.isEmpty()) {
      return new WorkProgress.Failed("Its job is no more");
    }
    UUID session = job.get().outputs().session();
    List<ResultView> stored =
        job.get().state() == JobState.DONE && session != null ? results.list(session) : List.of();
    return of(job.get(), stored);
  }

  /**
   * How far a job is.
   *
   * @param stored results of its session, the newest last; none before it is done
   */
  static WorkProgress of(JobView job, List<ResultView> stored) {
    return switch (job.state()) {
      case WAITING, RETRYING -> new WorkProgress.Going(0, "waiting");
      case RUNNING -> new WorkProgress.Going(RUNNING, "segmenting");
      case DEAD ->
          new WorkProgress.Failed(
              Objects.toString(job.failureCode(), "") + ": " + Objects.toString(job.failure(), ""));
      case CANCELLED -> new WorkProgress.Failed("An operator has cancelled its job");
      case DONE -> stored(stored);
    };
  }

  private static WorkProgress stored(List<ResultView> stored) {
    if (stored.isEmpty()) {
      return new WorkProgress.Going(WITH_A_PERSON, "with a person");
    }
    ResultView newest = stored.get(stored.size() - 1);
    if (newest.state() == ResultState.VERIFIED) {
      return new WorkProgress.Finished(
          List.of(
              new WorkitemOutput(newest.studyUid(), newest.seriesUid(), newest.sopInstanceUid())));
    }
    if (newest.state() == ResultState.REJECTED) {
      return new WorkProgress.Failed(
          "The PACS did not take the result: " + Objects.toString(newest.reason(), ""));
    }
    return newest.state() == ResultState.WITHHELD || newest.state() == ResultState.AWAITING_REVIEW
        ? new WorkProgress.Going(WITH_A_PERSON, "with a reviewer")
        : new WorkProgress.Going(STORING, "storing");
  }
}
