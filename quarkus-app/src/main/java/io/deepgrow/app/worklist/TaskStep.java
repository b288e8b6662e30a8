package io.deepgrow.app.worklist;

/** What can happen to a reading task. */
enum TaskStep {
  /** Somebody takes it. */
  CLAIM,
  /** Its session is there, and marking begins. */
  START,
  /** Its session is stored. */
  SUBMIT,
  /** A reviewer gives it back. */
  RETURN,
  /** Its result is in the PACS, and accepted where that is asked for. */
  FINISH,
  /** Who has it gives it up. */
  RELEASE,
  /** Nobody has heard of who has it for too long. */
  LAPSE,
  /** Somebody else gets it. */
  HAND_OVER,
  /** Nobody has to do it any more. */
  WITHDRAW
}
