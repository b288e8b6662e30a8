package io.deepgrow.app.review;

/** What can happen to a review. */
enum ReviewStep {
  /** The reviewer finds the result good. */
  ACCEPT,
  /** The reviewer gives it back to who made it. */
  RETURN,
  /** Its session is stored again. */
  STORE_AGAIN,
  /** An accepted copy becomes the project's last word on its study. */
  CHOOSE
}
