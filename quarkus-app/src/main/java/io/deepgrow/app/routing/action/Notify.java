package io.deepgrow.app.routing.action;

/**
 * Tells another system by a signed HTTP call, without patient data.
 *
 * @param receiver its name in {@code deepgrow.routing.receivers}
 */
public record Notify(String receiver) implements Action {

  @Override
  public ActionKind kind() {
    return ActionKind.NOTIFY;
  }
}
