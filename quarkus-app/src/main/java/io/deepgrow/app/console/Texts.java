package io.deepgrow.app.console;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** How pages write figures. */
@TemplateExtension(namespace = "text")
final class Texts {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int KIBI = 1024;
  private static final int SHORT = 8;
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Database connections health check", "Database"),
          Map.entry("pacs", "PACS"),
          Map.entry("model", "Model"),
          Map.entry("audit repository", "Audit repository"),
          Map.entry("whole", "All of it"),
          Map.entry("load", "Load the series"),
          Map.entry("commit", "Write down"),
          Map.entry("crop", "Cut the patch"),
          Map.entry("infer", "Run the network"),
          Map.entry("restore", "Put the mask back"),
          Map.entry("PENDING", "Waiting for the PACS"),
          Map.entry("STORED", "Being checked"),
          Map.entry("REJECTED", "Refused"),
          Map.entry("AWAITING_REVIEW", "Waiting for review"),
          Map.entry("WITHHELD", "Not accepted"),
          Map.entry("AWAITED", "Awaited"),
          Map.entry("ACCEPTED", "Accepted"),
          Map.entry("RETURNED", "Returned"),
          Map.entry("SUPERSEDED", "Stored again"),
          Map.entry("LOADING", "Loading"),
          Map.entry("READY", "Ready"),
          Map.entry("OPEN", "Open"),
          Map.entry("CLAIMED", "Taken"),
          Map.entry("STARTED", "Being marked"),
          Map.entry("SUBMITTED", "Saved"),
          Map.entry("DONE", "Done"),
          Map.entry("WITHDRAWN", "Withdrawn"),
          Map.entry("FAILED", "Failed"));
  private static final Map<String, String> HELP =
      Map.of(
          "Database connections health check",
          "Nobody can work. Look whether PostgreSQL runs and takes connections"
              + " (quarkus.datasource.jdbc.url).",
          "pacs",
          "Open series go on, results wait. Look whether the PACS answers at deepgrow.pacs.url, and"
              + " at its password or token.",
          "model",
          "No click is answered. Look at the log for the model that could not be opened.");

  private Texts() {}

  /** Bytes in the unit in which people read them. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= KIBI && unit < UNITS.length - 1) {
      value /= KIBI;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** Milliseconds, or a dash where there is no figure. */
  static String millis(double millis) {
    return Double.isNaN(millis) || millis == 0
        ? "–"
        : String.format(Locale.ROOT, "%.1f ms", millis);
  }

  /** The first letters of an id, by which people tell rows apart. */
  static String shortened(UUID id) {
    return id.toString().substring(0, SHORT);
  }

  /** The class of a state's colour. */
  static String tone(String state) {
    return switch (state) {
      case "READY", "VERIFIED", "ACCEPTED", "DONE" -> "good";
      case "FAILED", "REJECTED", "RETURNED" -> "bad";
      case "CLOSED", "WITHHELD", "SUPERSEDED", "WITHDRAWN" -> "quiet";
      default -> "warn";
    };
  }

  /** Names of steps, parts and states, in words for who has not written the service. */
  static String plain(String name) {
    return WORDS.getOrDefault(name, name);
  }

  /** A part of the largest, in hundredths; 0 where there is no figure. */
  static long share(double value, double most) {
    return Double.isNaN(value) || most <= 0 ? 0 : Math.round(100 * Math.min(1, value / most));
  }

  /** What to do about a part that is down. */
  static String help(String part) {
    return HELP.getOrDefault(part, "Look at the log of the service.");
  }

  /** A figure with one decimal. */
  static String tenths(Double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A figure with three decimals. */
  static String thousandths(Double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Seconds as people say them. */
  static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600 ? whole / 60 + " min" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
