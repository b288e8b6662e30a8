package io.deepgrow.app.console;

import io.quarkus.qute.TemplateExtension;
import java.util.Map;
import java.util.TreeMap;

/** How pages write what is known of studies that were seen. */
@TemplateExtension(namespace = "seen")
final class StudyTexts {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("SEEN", "Still coming"),
          Map.entry("DECIDED", "Decided on"),
          Map.entry("HELD", "Held"),
          Map.entry("GONE", "Not there"),
          Map.entry("CHANGES", "by its list of changes"),
          Map.entry("POLL", "by searches"),
          Map.entry("OFF", "not at all"),
          Map.entry("HOOK", "by a signed call"),
          Map.entry("UPS", "by a work item"),
          Map.entry("PERSON", "by hand"));

  private StudyTexts() {}

  /** A state, or how a study was seen, in words. */
  static String plain(String name) {
    return WORDS.getOrDefault(name, name);
  }

  /** The class of a state's colour. */
  static String tone(String state) {
    return switch (state) {
      case "DECIDED" -> "good";
      case "HELD" -> "bad";
      case "GONE" -> "quiet";
      default -> "warn";
    };
  }

  /** Attributes in the order of their keywords. */
  static Map<String, String> sorted(Map<String, String> attributes) {
    return new TreeMap<>(attributes);
  }
}
