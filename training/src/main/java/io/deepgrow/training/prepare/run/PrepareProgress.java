package io.deepgrow.training.prepare.run;

import io.deepgrow.training.prepare.patch.CaseResult;

/** Hears how far a preparation is; called by one thread at a time. */
public interface PrepareProgress {

  /** The run begins. */
  void started(int cases);

  /** A volume is done, or was done by an earlier run. */
  void finished(CaseResult result);

  /** Nobody listens. */
  static PrepareProgress none() {
    return new PrepareProgress() {
      @Override
      public void started(int cases) {}

      @Override
      public void finished(CaseResult result) {}
    };
  }
}
