package io.deepgrow.app.console;

import java.util.List;

/**
 * What stands around every page of the console.
 *
 * @param base where browsers see the service, with a slash at the end
 * @param groups of the navigation that this person may open
 * @param message what was done, or empty
 * @param problem what could not be done, or empty
 */
record Frame(
    String base,
    String title,
    String person,
    List<Group> groups,
    String message,
    String problem,
    String release) {

  /**
   * Places that belong together.
   *
   * @param name as the navigation shows it; empty for the first one
   */
  record Group(String id, String name, List<Place> places) {}

  /** A place of the navigation. */
  record Place(String path, String name, boolean current) {}
}
