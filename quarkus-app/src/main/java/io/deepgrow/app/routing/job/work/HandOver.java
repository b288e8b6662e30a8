package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.job.JobOutcome;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.RunningJob;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.worklist.NewReadingTask;
import io.deepgrow.app.worklist.ReadingTaskDesk;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives the series of a job to people. */
@ApplicationScoped
class HandOver {

  private final ReadingTaskDesk desk;
  private final Projects projects;
  private final AccountLookup accounts;

  HandOver(ReadingTaskDesk desk, Projects projects, AccountLookup accounts) {
    this.desk = desk;
    this.projects = projects;
    this.accounts = accounts;
  }

  /** The id of the task of a job, however often it is tried. */
  static UUID taskOf(UUID job) {
    return UUID.nameUUIDFromBytes(("routing/task/" + job).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Puts the series on the worklist.
   *
   * @param reason why a person is to do it, without patient data
   * @param session where the machine has begun; null when there is none
   * @throws JobException {@code routing.not_usable} where the project is no more
   * @throws io.deepgrow.app.ApiException {@code account.not_found}
   */
  JobOutcome to(Assign assign, RunningJob job, String reason, @Nullable UUID session) {
    JobView view = job.view();
    UUID task = taskOf(view.id());
    Integer hours = assign.dueInHours();
    Instant due = hours == null ? null : view.createdAt().plus(Duration.ofHours(hours));
    NewReadingTask opened =
        new NewReadingTask(
            task,
            view.id(),
            view.source(),
            view.studyUid(),
            view.seriesUid(),
            project(assign.project()),
            account(assign.account()),
            assign.structures(),
            assign.priority(),
            due,
            reason,
            session);
    job.check();
    QuarkusTransaction.requiringNew().run(() -> desk.open(opened));
    return new JobOutcome.Done(job.outputs().withReadingTask(task));
  }

  private @Nullable UUID project(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return projects.list().stream()
        .filter(p -> p.name().equals(name))
        .map(Projects.ProjectView::id)
        .findFirst()
        .orElseThrow(
            () ->
                JobException.permanent(
                    JobCode.NOT_USABLE, "There is no project '" + name + "'; change the rule"));
  }

  private @Nullable UUID account(@Nullable String name) {
    return name == null ? null : accounts.find(name).caller().id();
  }
}
