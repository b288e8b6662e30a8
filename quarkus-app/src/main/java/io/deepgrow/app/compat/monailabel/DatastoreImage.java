package io.deepgrow.app.compat.monailabel;

import java.util.Map;

/**
 * An image that clients can ask for.
 *
 * @param id Series Instance UID, or the name it was uploaded under
 * @param suffix of the file that it is handed out as
 * @param labels what is known of each label, by tag
 */
record DatastoreImage(String id, String suffix, Map<String, SavedLabel> labels) {

  static final String FINAL = "final";

  /** Of labels that a model made and nobody has looked at. */
  static final String ORIGINAL = "original";

  DatastoreImage {
    labels = Map.copyOf(labels);
  }

  boolean isLabelled() {
    return labels.containsKey(FINAL);
  }
}
