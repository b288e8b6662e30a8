package io.deepgrow.app.result;

/** Says which results somebody has to look at. Both join the transaction of the submission. */
public interface ResultGate {

  /** Whether a result may be sent before anybody has accepted it; holds its session's row. */
  boolean sendsAtOnce(SubmittedResult result);

  /** Told of a result that is written down now. */
  void submitted(SubmittedResult result);
}
