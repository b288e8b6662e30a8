package io.deepgrow.app.routing.condition;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What conditions can learn of a study, and of one of its series where that is to be chosen. */
public interface Facts {

  /**
   * What is known.
   *
   * @param value several are joined by a backslash; null where there is none
   * @param problem why it can't be told; empty where it can
   */
  record Answer(@Nullable String value, String problem) {

    /** A value; null for none. */
    public static Answer of(@Nullable String value) {
      return new Answer(value, "");
    }

    /** Nobody can tell. */
    public static Answer unknown(String problem) {
      return new Answer(null, problem);
    }
  }

  Answer ask(Attribute attribute);

  /** The day from which ages are counted. */
  LocalDate today();
}
