package io.deepgrow.volume.resample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Reference values from {@code /vectors}; their shapes are slice, row, column. */
public final class Vectors {

  private Vectors() {}

  /** A file of reference values. */
  public static JsonNode read(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode named(JsonNode cases, String name) {
    return StreamSupport.stream(cases.spliterator(), false)
        .filter(c -> c.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The size that a shape of slices, rows and columns has. */
  public static GridSize shape(JsonNode shape) {
    return new GridSize(shape.get(2).intValue(), shape.get(1).intValue(), shape.get(0).intValue());
  }

  static Spacing spacing(JsonNode s) {
    return new Spacing(s.get(2).doubleValue(), s.get(1).doubleValue(), s.get(0).doubleValue());
  }

  /** Numbers as floats, i fastest. */
  public static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = array.get(n).floatValue();
    }
    return values;
  }

  /** Numbers as shorts, i fastest. */
  public static short[] shorts(JsonNode array) {
    short[] values = new short[array.size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (short) array.get(n).intValue();
    }
    return values;
  }
}
