package io.deepgrow.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights as a safetensors file: header length (uint64, little-endian), JSON header, then the
 * float32 values of all tensors without gaps.
 */
public final class WeightsFile {

  /** Longest header that is read, in bytes. */
  public static final int MAX_HEADER = 16 << 20;

  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON = new ObjectMapper();

  private WeightsFile() {}

  /** Writes the weights in their order. The stream stays open. */
  public static void write(Weights weights, OutputStream out) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : weights.asMap().entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
      tensor.set("shape", JSON.valueToTree(entry.getValue().shape().edges()));
      long end = offset + 4L * entry.getValue().values().length;
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) & ~7;
    byte[] start = new byte[8 + padded];
    Arrays.fill(start, (byte) ' ');
    littleEndian(start).putLong(padded).put(json);
    out.write(start);
    for (Tensor tensor : weights.asMap().values()) {
      byte[] bytes = new byte[Math.multiplyExact(4, tensor.values().length)];
      littleEndian(bytes).asFloatBuffer().put(tensor.values());
      out.write(bytes);
    }
  }

  /**
   * Reads weights in the order of their values. The stream is read to the last value and stays
   * open.
   *
   * @throws ModelException with {@link ModelErrorCode#WEIGHTS_INVALID} when the file is not
   *     safetensors, ends early, or has values other than float32
   */
  public static Weights read(InputStream in) throws IOException {
    JsonNode header = header(in);
    Map<Long, String> order = new TreeMap<>();
    for (Iterator<String> names = header.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals(METADATA)
          && order.put(header.at(pointer(name) + "/data_offsets/0").asLong(-1), name) != null) {
        throw invalid("two tensors start at the same byte, one is " + name);
      }
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<Long, String> entry : order.entrySet()) {
      String name = entry.getValue();
      JsonNode description = header.get(name);
      Shape shape = shape(name, description);
      long end = offset + 4L * shape.elements();
      if (entry.getKey() != offset || description.at("/data_offsets/1").asLong(-1) != end) {
        throw invalid("tensor " + name + " does not lie at bytes " + offset + " to " + end);
      }
      tensors.put(name, Tensor.of(shape, values(in, name, shape.elements())));
      offset = end;
    }
    return Weights.of(tensors);
  }

  private static JsonNode header(InputStream in) throws IOException {
    byte[] size = in.readNBytes(8);
    long length = size.length < 8 ? -1 : littleEndian(size).getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw invalid("header length " + length + " is not 2 to " + MAX_HEADER);
    }
    byte[] json = in.readNBytes((int) length);
    try {
      JsonNode header = JSON.readTree(json);
      if (json.length == length && header != null && header.isObject()) {
        return header;
      }
    } catch (JsonProcessingException | CharConversionException e) {
      throw new ModelException(
          ModelErrorCode.WEIGHTS_INVALID, "Not a weights file: the header is not JSON", e);
    }
    throw invalid("the header is cut off or no JSON object");
  }

  private static Shape shape(String name, JsonNode description) {
    String type = description.path("dtype").asText();
    if (!type.equals("F32")) {
      throw invalid("tensor " + name + " has type \"" + type + "\", only F32 is read");
    }
    JsonNode edges = description.path("shape");
    int[] shape = new int[edges.size()];
    for (int n = 0; n < shape.length; n++) {
      shape[n] = edges.get(n).asInt();
    }
    try {
      Shape result = Shape.of(shape);
      if (edges.isArray() && result.elements() > 0) {
        return result;
      }
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          ModelErrorCode.WEIGHTS_INVALID, "Not a weights file: " + e.getMessage(), e);
    }
    throw invalid("tensor " + name + " has no shape");
  }

  /** Reads before it allocates, so that a lying header costs no memory. */
  private static float[] values(InputStream in, String name, int count) throws IOException {
    byte[] bytes = count > Integer.MAX_VALUE / 4 ? new byte[0] : in.readNBytes(4 * count);
    if (bytes.length != 4L * count) {
      throw invalid("the file ends inside tensor " + name);
    }
    float[] values = new float[count];
    littleEndian(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ModelException invalid(String reason) {
    return new ModelException(ModelErrorCode.WEIGHTS_INVALID, "Not a weights file: " + reason);
  }
}
