package io.deepgrow.app.routing.action;

/** The kinds of {@link Action}, each with jobs of its own. */
public enum ActionKind {
  PREPARE,
  SEGMENT,
  ASSIGN,
  SEND,
  NOTIFY
}
