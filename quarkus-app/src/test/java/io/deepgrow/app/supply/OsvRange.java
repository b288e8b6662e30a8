package io.deepgrow.app.supply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** Versions between events of an OSV entry, in Maven's order (OSV schema, "affected[].ranges"). */
final class OsvRange {

  /** In the order in which events of one version count: fixed and broken anew is broken. */
  private static final List<String> KINDS =
      List.of("limit", "fixed", "introduced", "last_affected");

  private record Event(String kind, String text, ComparableVersion version) {
    /** "0" is before every version, Maven's "0-alpha" too. */
    boolean isStart() {
      return kind.equals("introduced") && text.equals("0");
    }

    boolean reachedBy(ComparableVersion other) {
      int order = other.compareTo(version);
      return isStart() || (kind.equals("last_affected") ? order > 0 : order >= 0);
    }
  }

  private static final Comparator<Event> ORDER =
      Comparator.comparing((Event e) -> !e.isStart())
          .thenComparing(Event::version)
          .thenComparing(e -> KINDS.indexOf(e.kind()));

  private final List<Event> events;

  private OsvRange(List<Event> events) {
    this.events = events;
  }

  /**
   * A range of type ECOSYSTEM or SEMVER.
   *
   * @throws IOException when it holds no beginning or an event of an unknown kind
   */
  static OsvRange read(JsonNode range) throws IOException {
    List<Event> events = new ArrayList<>();
    for (JsonNode event : range.path("events")) {
      for (Map.Entry<String, JsonNode> field : event.properties()) {
        if (!KINDS.contains(field.getKey()) || !field.getValue().isTextual()) {
          throw new IOException("an event of a range is not understood: " + field.getKey());
        }
        String text = field.getValue().asText();
        events.add(new Event(field.getKey(), text, new ComparableVersion(text)));
      }
    }
    if (events.stream().noneMatch(e -> e.kind().equals("introduced"))) {
      throw new IOException("a range has no \"introduced\"");
    }
    events.sort(ORDER);
    return new OsvRange(events);
  }

  boolean holds(ComparableVersion version) {
    boolean affected = false;
    for (Event event : events) {
      if (event.reachedBy(version) && !event.kind().equals("limit")) {
        affected = event.kind().equals("introduced");
      }
    }
    return affected && isWithinLimits(version);
  }

  private boolean isWithinLimits(ComparableVersion version) {
    List<Event> limits = events.stream().filter(e -> e.kind().equals("limit")).toList();
    return limits.isEmpty()
        || limits.stream().anyMatch(e -> e.text().equals("*") || !e.reachedBy(version));
  }

  /** The first version after this one that is said to be fixed. */
  Optional<String> fixedAfter(ComparableVersion version) {
    return events.stream()
        .filter(e -> e.kind().equals("fixed") && e.version().compareTo(version) > 0)
        .map(Event::text)
        .findFirst();
  }
}
