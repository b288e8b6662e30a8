package io.deepgrow.app.routing.decision;

/** Whether a rule has something done. */
public enum RuleOutcome {
  MATCH,
  NO_MATCH,
  /** The rule failed; nothing is done by it. */
  ERROR
}
