package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.Dialect;
import io.deepgrow.app.result.ResultCopies;
import io.deepgrow.app.result.ResultState;
import io.deepgrow.app.result.ResultView;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.action.Send;
import io.deepgrow.app.routing.job.ActionWork;
import io.deepgrow.app.routing.job.JobOrders;
import io.deepgrow.app.routing.job.JobOutcome;
import io.deepgrow.app.routing.job.JobOutputs;
import io.deepgrow.app.routing.job.JobSiblings;
import io.deepgrow.app.routing.job.RunningJob;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the newest Segmentation of a series to other PACS once the first one has it for certain,
 * and waits for that.
 */
@ApplicationScoped
class SendWork implements ActionWork {

  private final ResultCopies copies;
  private final Connections connections;
  private final JobSiblings siblings;

  SendWork(ResultCopies copies, Connections connections, JobSiblings siblings) {
    this.copies = copies;
    this.connections = connections;
    this.siblings = siblings;
  }

  @Override
  public ActionKind kind() {
    return ActionKind.SEND;
  }

  @Override
  public boolean callsPacs() {
    return true;
  }

  @Override
  public JobOutcome run(RunningJob job) {
    SeriesKey key = job.view().seriesKey();
    Optional<ResultView> newest = copies.newest(key.connection(), key.study(), key.series());
    if (newest.isEmpty()) {
      return new JobOutcome.NotYet(job.outputs(), "Waits for a Segmentation of the series");
    }
    ResultView result = newest.get();
    if (result.state() != ResultState.VERIFIED) {
      return new JobOutcome.NotYet(
          job.outputs(),
          "Waits for result " + result.id() + " to be verified; it is " + result.state());
    }
    Send action = (Send) job.view().action();
    for (String name : action.connections()) {
      if (!isThere(job, name, result)) {
        job.check();
        if (isQuiet(job, name)) {
          return new JobOutcome.NotYet(
              job.outputs(), "Waits for the end of the quiet hours of connection " + name);
        }
        send(job, name, result, action.replace());
      }
    }
    return new JobOutcome.Done(job.outputs());
  }

  private boolean isQuiet(RunningJob job, String name) {
    return job.view().priority() < JobOrders.AT_ONCE
        && connections.quietUntil(connections.id(name)).isPresent();
  }

  private static boolean isThere(RunningJob job, String name, ResultView result) {
    return job.outputs().copies().stream()
        .anyMatch(
            c -> c.connection().equals(name) && c.sopInstanceUid().equals(result.sopInstanceUid()));
  }

  private void send(RunningJob job, String name, ResultView result, boolean replace) {
    ConnectionId to = connections.target(name, job.view().source());
    require(copies.copy(result, to), name);
    String replaced = replace ? replaced(job, name, to, result) : null;
    job.note(
        job.outputs()
            .with(
                new JobOutputs.Copy(
                    name,
                    result.studyUid(),
                    result.seriesUid(),
                    result.sopInstanceUid(),
                    replaced)));
  }

  private static void require(ResultCopies.Outcome outcome, String name) {
    if (outcome instanceof ResultCopies.Outcome.Different) {
      throw JobException.permanent(
          JobCode.COPY_DIFFERS,
          "Connection " + name + " gave back other masks than were sent; look at them there");
    }
    if (outcome instanceof ResultCopies.Outcome.Refused refused) {
      String words = "Connection " + name + ": " + refused.words();
      throw refused.forGood()
          ? JobException.permanent(JobCode.COPY_REFUSED, words)
          : JobException.passing(JobCode.COPY_REFUSED, words, Duration.ZERO);
    }
  }

  /** Rejects what an earlier job sent there, now that the new one is there; null for nothing. */
  private @Nullable String replaced(
      RunningJob job, String name, ConnectionId to, ResultView result) {
    if (connections.view(to).settings().dialect() != Dialect.DCM4CHEE) {
      return null;
    }
    Optional<JobOutputs.Copy> before =
        siblings.sent(job.id()).stream()
            .filter(c -> c.connection().equals(name))
            .filter(c -> !c.sopInstanceUid().equals(result.sopInstanceUid()))
            .findFirst();
    before.ifPresent(
        copy ->
            connections
                .client(to)
                .rejectAtDcm4chee(
                    new StudyUid(copy.studyUid()),
                    new SeriesUid(copy.seriesUid()),
                    new SopInstanceUid(copy.sopInstanceUid())));
    return before.map(JobOutputs.Copy::sopInstanceUid).orElse(null);
  }
}
