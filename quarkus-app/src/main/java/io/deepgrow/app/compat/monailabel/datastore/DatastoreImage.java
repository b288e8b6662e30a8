package io.deepgrow.app.compat.monailabel.datastore;

import io.deepgrow.app.compat.monailabel.label.SavedLabel;
import java.util.Map;

/**
 * An image that clients can ask for.
 *
 * @param id Series Instance UID, or the name it was uploaded under
 * @param suffix of the file that it is handed out as
 * @param labels what is known of each label, by tag
 */
public record DatastoreImage(String id, String suffix, Map<String, SavedLabel> labels) {

  /** Of labels that somebody saved. */
  public static final String FINAL = "final";

  /** Of labels that a model made and nobody has looked at. */
  public static final String ORIGINAL = "original";

  /** With its own copy of the labels. */
  public DatastoreImage {
    labels = Map.copyOf(labels);
  }

  /** Whether somebody saved a label of it. */
  public boolean isLabelled() {
    return labels.containsKey(FINAL);
  }
}
