package io.deepgrow.training.weights;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists of names for messages, cut where they grow long. */
final class Names {

  private static final int SHOWN = 100;
  private static final int LONGEST = 120;

  private Names() {}

  static String some(Collection<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String shown =
        names.stream().limit(SHOWN).map(Names::printable).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }

  static String printable(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
