package io.deepgrow.command;

import java.util.Map;

/** Numbers of things in words: {@code 1 study}, {@code 2 studies}. */
final class Counts {

  /** What rows of the service's tables are to a person, one and many of them. */
  private static final Map<String, String[]> ROWS =
      Map.ofEntries(
          entry("idempotent_answer", "repeatable answer", "repeatable answers"),
          entry("session_event", "event", "events"),
          entry("mask_revision", "mask", "masks"),
          entry("click", "click", "clicks"),
          entry("mask_change", "change to undo", "changes to undo"),
          entry("start_mask", "initial mask", "initial masks"),
          entry("segment", "segment", "segments"),
          entry("client_label", "label of a client", "labels of clients"),
          entry("client_image_info", "note of a client", "notes of clients"),
          entry("client_work", "session of a client's image", "sessions of clients' images"),
          entry("stored_result", "result", "results"),
          entry("client_session", "session of a client", "sessions of clients"),
          entry("annotation_session", "session", "sessions"),
          entry("uploaded_volume", "upload", "uploads"));

  private Counts() {}

  private static Map.Entry<String, String[]> entry(String table, String one, String many) {
    return Map.entry(table, new String[] {one, many});
  }

  static String of(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** Rows of a table of the service; of one that is not known here by the table's name. */
  static String ofRows(String table, long number) {
    String[] words = ROWS.get(table);
    return words == null
        ? of(number, "row", "rows") + " of " + table
        : of(number, words[0], words[1]);
  }
}
