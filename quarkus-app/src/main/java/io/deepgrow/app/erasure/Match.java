package io.deepgrow.app.erasure;

/** How sure it is that an object is the patient's who was named. */
enum Match {
  /** Another Patient ID, or none. */
  OTHER,
  /** The same Patient ID, of another issuer: somebody else. */
  NAMESAKE,
  /** The same Patient ID; its issuer is not named, which is no match where one is requested. */
  SAME_ID,
  /** The patient. */
  SAME
}
