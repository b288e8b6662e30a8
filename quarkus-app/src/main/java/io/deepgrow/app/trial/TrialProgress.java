package io.deepgrow.app.trial;

/** Hears how far a trial is. */
interface TrialProgress {

  /**
   * So many predictions of so many are made.
   *
   * @throws EndedTrialException when nobody needs the others
   */
  void made(int done, int total);
}
