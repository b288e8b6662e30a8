package io.deepgrow.app.routing.job;

/** What can happen to a job. */
enum JobStep {
  /** A replica takes it, also one that another has left behind. */
  BEGIN,
  /** All of it is done. */
  FINISH,
  /** It goes on later by itself. */
  PUT_OFF,
  /** Trying again would not help, or was tried often enough. */
  GIVE_UP,
  /** A person has it done again. */
  RETRY,
  /** A person does not want it any more. */
  CANCEL
}
