package io.deepgrow.app.registry;

import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Model folders as ZIPs: the bundled model under another version, or changed so that it is faulty.
 */
public final class ModelZip {

  public static final ModelDescriptor BUNDLED = ModelRegistry.bundled().models().get(0);
  private static final byte[] GRAPH = ModelRegistry.bundled().graph(BUNDLED.id());

  private ModelZip() {}

  /** The bundled weights as another version of the bundled model. */
  public static byte[] version(String version) {
    return of(
        json -> json.replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"" + version + "\""));
  }

  /** The bundled weights as a model of another id. */
  public static byte[] named(String id) {
    return of(json -> json.replaceFirst("\"id\" : \"[^\"]*\"", "\"id\" : \"" + id + "\""));
  }

  /** The bundled model with its descriptor changed. */
  public static byte[] of(UnaryOperator<String> change) {
    String json = new String(DescriptorJson.write(BUNDLED), StandardCharsets.UTF_8);
    return of(
        "folder/model.json",
        change.apply(json).getBytes(StandardCharsets.UTF_8),
        "folder/model.onnx",
        GRAPH);
  }

  /** A ZIP of two files. */
  public static byte[] of(String first, byte[] one, String second, byte[] other) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(first, one);
    files.put(second, other);
    return of(files);
  }

  /** A ZIP of files by their names. */
  public static byte[] of(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(1);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The bundled graph. */
  public static byte[] graph() {
    return GRAPH.clone();
  }
}
