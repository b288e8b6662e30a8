package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.connection.PacsAccess;
import io.deepgrow.dicomweb.workitem.WorkitemInput;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the connections has the input of an item: that below whose root its URL is, that of its
 * AE title, else that of the worklist. What an item names is never called.
 */
final class ItemSource {

  private ItemSource() {}

  /**
   * The connection of an input.
   *
   * @param archives names of connections by AE title
   * @throws UnsuitableItemException where it is in a PACS that nobody has connected
   * @throws io.deepgrow.app.ApiException {@code connection.not_found}, {@code connection.disabled},
   *     {@code connection.role}
   */
  static ConnectionId of(
      WorkitemInput input,
      Map<String, String> archives,
      ConnectionId worklist,
      Connections connections) {
    if (!input.url().isEmpty()) {
      Optional<ConnectionId> below =
          connections.enabled().stream()
              .filter(id -> isBelow(input.url(), id, connections))
              .findFirst();
      if (below.isPresent()) {
        return connections.source(connections.name(below.get()));
      }
    }
    String name = archives.get(input.sourceAe());
    if (name != null) {
      return connections.source(name);
    }
    if (!input.url().isEmpty() && input.sourceAe().isEmpty()) {
      throw new UnsuitableItemException(
          "The input is to be retrieved by a URL that is below the root of no connection");
    }
    return connections.source(connections.name(worklist));
  }

  private static boolean isBelow(String url, ConnectionId id, Connections connections) {
    try {
      PacsAccess access = connections.access(id);
      String root = access.roots().retrieve().toString().replaceFirst("/+$", "");
      return url.startsWith(root + "/studies/");
    } catch (RuntimeException e) {
      // a connection that can't be used has nothing for us now
      return false;
    }
  }
}
