package io.deepgrow.app.console;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** How pages write figures. */
@TemplateExtension(namespace = "text")
final class Texts {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int KIBI = 1024;

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

  /** Seconds as people say them. */
  static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600 ? whole / 60 + " min" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
