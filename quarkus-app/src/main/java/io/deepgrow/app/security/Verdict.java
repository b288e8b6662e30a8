package io.deepgrow.app.security;

/** Whether a caller is let in. */
public enum Verdict {
  ADMITTED,
  /** Without a token, or with a wrong one. */
  UNKNOWN,
  /** With one more wrong token after many. */
  GUESSING
}
