package io.deepgrow.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reference values from {@code /vectors}. */
public final class Vectors {

  private Vectors() {}

  public static JsonNode read(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static List<Integer> integers(JsonNode array) {
    List<Integer> list = new ArrayList<>();
    array.forEach(n -> list.add(n.intValue()));
    return list;
  }

  /** The generator of {@code network_tiny.json}: uniform in [−1, 1). */
  static final class Uniform {
    private long state;

    Uniform(long seed) {
      state = seed;
    }

    double next() {
      state = (state * 1103515245 + 12345) & 0x7fffffffL;
      return (double) (state >> 8) / (1 << 22) - 1;
    }
  }
}
