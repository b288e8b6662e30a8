package io.deepgrow.app.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The licences that libraries may have; a line reads {@code LICENCE} or {@code LICENCE @ GROUP},
 * which counts for the Maven groups that begin so.
 */
final class LicenceList {

  private record Line(String licence, String group) {
    boolean accepts(Component component, String licence) {
      boolean ofGroup =
          component.group().equals(group) || component.group().startsWith(group + ".");
      return this.licence.equals(licence) && (group.isEmpty() || ofGroup);
    }
  }

  private final List<Line> lines;

  private LicenceList(List<Line> lines) {
    this.lines = lines;
  }

  static LicenceList read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static LicenceList of(List<String> lines) {
    List<Line> parsed = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" @ ", 2);
        parsed.add(new Line(parts[0].strip(), parts.length == 2 ? parts[1].strip() : ""));
      }
    }
    return new LicenceList(List.copyOf(parsed));
  }

  /**
   * What is not accepted, a line each; a library without a licence is not, nor is one of several.
   */
  List<String> refused(List<Component> components) {
    List<String> refused = new ArrayList<>();
    for (Component component : components) {
      if (component.licences().isEmpty()) {
        refused.add(component + " names no licence");
      }
      for (String licence : component.licences()) {
        if (lines.stream().noneMatch(line -> line.accepts(component, licence))) {
          refused.add(component + " has the licence " + licence);
        }
      }
    }
    return refused;
  }
}
