package io.deepgrow.app.edge;

import java.util.Locale;

/** Which types of answers have a character set; the frame around us names one for all. */
final class TextTypes {

  private TextTypes() {}

  /** The type without a character set where it can have none: bits, pictures, events. */
  static String plain(String type) {
    int parameters = type.indexOf(';');
    if (parameters < 0 || isText(type.substring(0, parameters).strip())) {
      return type;
    }
    StringBuilder plain = new StringBuilder(type.substring(0, parameters).strip());
    for (String parameter : type.substring(parameters + 1).split(";", -1)) {
      if (!parameter.strip().toLowerCase(Locale.ROOT).startsWith("charset=")) {
        plain.append("; ").append(parameter.strip());
      }
    }
    return plain.toString();
  }

  private static boolean isText(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    // an event stream is UTF-8 whatever it says
    return (name.startsWith("text/") && !name.equals("text/event-stream"))
        || name.endsWith("json")
        || name.endsWith("xml")
        || name.endsWith("yaml")
        || name.endsWith("javascript");
  }
}
