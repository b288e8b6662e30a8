package io.deepgrow.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Models on the classpath: ids line by line in {@code /models/index}, {@code #} for remarks. */
final class BundledModels {

  private static final String ROOT = "/models/";

  private BundledModels() {}

  /** In the order of the index; none without an index. */
  static List<ModelSource> on(Class<?> anchor) {
    try (InputStream index = anchor.getResourceAsStream(ROOT + "index")) {
      if (index == null) {
        return List.of();
      }
      return new String(index.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .<ModelSource>map(id -> new BundledModel(anchor, id))
          .toList();
    } catch (IOException e) {
      throw new ModelException(
          ModelErrorCode.FILE_UNREADABLE, "The index of bundled models cannot be read", e);
    }
  }

  private record BundledModel(Class<?> anchor, String id) implements ModelSource {

    @Override
    public InputStream open(String file) throws IOException {
      InputStream stream = anchor.getResourceAsStream(ROOT + id + "/" + file);
      if (stream == null) {
        throw new FileNotFoundException(ROOT + id + "/" + file + " is not on the classpath");
      }
      return stream;
    }
  }
}
