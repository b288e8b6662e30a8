package io.deepgrow.app.routing.action;

/** Loads the series and checks its geometry, so that whoever opens it next does not wait. */
public record Prepare() implements Action {

  @Override
  public ActionKind kind() {
    return ActionKind.PREPARE;
  }
}
