package io.deepgrow.app.routing.action;

import java.util.List;

/**
 * Sends Segmentations of the series that this service made to more PACS, once the first one has
 * them for certain.
 *
 * @param connections their names, at least one
 * @param replace whether an earlier one of ours of the same series is rejected there, where the
 *     PACS can
 */
public record Send(List<String> connections, boolean replace) implements Action {

  public Send {
    connections = List.copyOf(connections);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.SEND;
  }
}
