package io.deepgrow.app.routing.job;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A job in one attempt: what is to be done, and whether it still is. */
public final class RunningJob {

  private final JobView view;
  private final BooleanSupplier ours;
  private final Predicate<JobOutputs> writing;
  private JobOutputs outputs;

  /**
   * An attempt.
   *
   * @param ours whether it is still the turn of this attempt
   * @param writing writes outputs down, unless it is another's turn
   */
  RunningJob(JobView view, BooleanSupplier ours, Predicate<JobOutputs> writing) {
    this.view = view;
    this.ours = ours;
    this.writing = writing;
    this.outputs = view.outputs();
  }

  public UUID id() {
    return view.id();
  }

  public JobView view() {
    return view;
  }

  public JobOutputs outputs() {
    return outputs;
  }

  /** Ends the attempt between two steps where somebody has cancelled the job or taken it over. */
  public void check() {
    if (!ours.getAsBoolean()) {
      throw new EndedJobException();
    }
  }

  /** Writes down what came of it so far. */
  public void note(JobOutputs known) {
    outputs = known;
    if (!writing.test(known)) {
      throw new EndedJobException();
    }
  }
}
