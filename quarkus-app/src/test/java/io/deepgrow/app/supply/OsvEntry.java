package io.deepgrow.app.supply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** One known hole of the OSV data base, as far as it concerns Maven's libraries. */
final class OsvEntry {

  private record Affected(String name, Set<String> versions, List<OsvRange> ranges) {
    Optional<OsvRange> range(ComparableVersion version) {
      return ranges.stream().filter(r -> r.holds(version)).findFirst();
    }
  }

  private final String id;
  private final String text;
  private final List<Affected> affected;

  private OsvEntry(String id, String text, List<Affected> affected) {
    this.id = id;
    this.text = text;
    this.affected = affected;
  }

  /**
   * Reads an entry; one that was withdrawn concerns nothing.
   *
   * @throws IOException when it has no id or a range that is not understood
   */
  static OsvEntry read(JsonNode entry) throws IOException {
    String id = entry.path("id").asText();
    if (id.isEmpty() || (entry.has("affected") && !entry.get("affected").isArray())) {
      throw new IOException("no OSV entry: it needs an id and a list \"affected\"");
    }
    List<Affected> affected = new ArrayList<>();
    for (JsonNode one : entry.path("affected")) {
      JsonNode of = one.path("package");
      if (of.path("ecosystem").asText().split(":", 2)[0].equals("Maven")) {
        affected.add(new Affected(of.path("name").asText(), versions(one), ranges(one)));
      }
    }
    boolean withdrawn = entry.hasNonNull("withdrawn");
    return new OsvEntry(id, describe(entry), withdrawn ? List.of() : affected);
  }

  private static Set<String> versions(JsonNode affected) {
    Set<String> versions = new TreeSet<>();
    affected.path("versions").forEach(v -> versions.add(v.asText()));
    return versions;
  }

  private static List<OsvRange> ranges(JsonNode affected) throws IOException {
    List<OsvRange> ranges = new ArrayList<>();
    for (JsonNode range : affected.path("ranges")) {
      if (!range.path("type").asText().equals("GIT")) {
        ranges.add(OsvRange.read(range));
      }
    }
    return ranges;
  }

  private static String describe(JsonNode entry) {
    StringBuilder text = new StringBuilder(entry.path("id").asText());
    List<String> aliases = new ArrayList<>();
    entry.path("aliases").forEach(a -> aliases.add(a.asText()));
    if (!aliases.isEmpty()) {
      text.append(" (").append(String.join(", ", aliases)).append(')');
    }
    return text.toString();
  }

  String id() {
    return id;
  }

  boolean concernsMaven() {
    return !affected.isEmpty();
  }

  /** What is to be said about a library, nothing when it is not affected. */
  Optional<String> finding(Component component) {
    ComparableVersion version = new ComparableVersion(component.version());
    boolean hit = false;
    Optional<String> fixed = Optional.empty();
    for (Affected one : affected) {
      if (one.name().equals(component.name())) {
        Optional<OsvRange> range = one.range(version);
        hit |= range.isPresent() || one.versions().contains(component.version());
        fixed = fixed.or(() -> fixedIn(one, range, version));
      }
    }
    String where = component + " is affected by " + text;
    String advice = fixed.map(v -> ", fixed in " + v).orElse(", no fixed version is named");
    return hit ? Optional.of(where + advice) : Optional.empty();
  }

  /** Of the range that holds the version; of any where versions are listed one by one. */
  private static Optional<String> fixedIn(
      Affected one, Optional<OsvRange> range, ComparableVersion version) {
    if (range.isPresent()) {
      return range.get().fixedAfter(version);
    }
    return one.ranges().stream().flatMap(r -> r.fixedAfter(version).stream()).findFirst();
  }
}
