package io.deepgrow.inference.click;

/** Whether a click says "this belongs to it" or "this does not". */
public enum ClickKind {
  POSITIVE,
  NEGATIVE
}
