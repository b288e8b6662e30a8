package io.deepgrow.training.prepare.source;

import java.util.List;
import java.util.Locale;

/**
 * A structure that label voxels show.
 *
 * @param id safe in file names, such as {@code right_kidney}
 * @param name as the source calls it
 * @param values of the label voxels, never 0; several for a region made of others
 */
public record Label(String id, String name, List<Integer> values) {

  private static final int MAX_ID = 60;

  public Label {
    values = List.copyOf(values);
    if (id.isEmpty() || values.isEmpty()) {
      throw new IllegalArgumentException("Label '" + name + "' needs an id and a value");
    }
  }

  public static Label of(String name, int value) {
    return of(name, List.of(value));
  }

  /** A label whose id is made from its name. */
  public static Label of(String name, List<Integer> values) {
    String id = slug(name);
    return new Label(id.isEmpty() ? "label_" + values.get(0) : id, name, values);
  }

  /** A value that the source gives no name. */
  public static Label unnamed(int value) {
    return of("label " + value, value);
  }

  /** The first value: {@code region} in the index. */
  public int value() {
    return values.get(0);
  }

  /** The same structure under another id. */
  public Label withId(String other) {
    return new Label(other, name, values);
  }

  /** Lower-case letters, digits, dots and underscores; empty when nothing is left. */
  public static String slug(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "_");
    String cut = plain.substring(0, Math.min(MAX_ID, plain.length()));
    return cut.replaceAll("^[_.]+|[_.]+$", "");
  }
}
