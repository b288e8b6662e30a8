package io.deepgrow.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code model.json}, read strictly and written for people to read. */
public final class DescriptorJson {

  /** Longest {@code model.json} that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private DescriptorJson() {}

  /**
   * Reads the text of a {@code model.json}.
   *
   * @throws ModelException with {@link ModelErrorCode#DESCRIPTOR_INVALID} naming the field
   */
  public static ModelDescriptor read(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw invalid(json.length + " bytes are more than " + MAX_BYTES, null);
    }
    try {
      ModelDescriptor descriptor = MAPPER.readValue(json, ModelDescriptor.class);
      if (descriptor == null) {
        throw invalid("the file says null", null);
      }
      return descriptor;
    } catch (UnrecognizedPropertyException e) {
      throw invalid("unknown field \"" + path(e) + "\"; known here: " + e.getKnownPropertyIds(), e);
    } catch (JsonMappingException e) {
      String place = path(e);
      throw invalid((place.isEmpty() ? "" : place + ": ") + reason(e), e);
    } catch (IOException e) {
      throw invalid(
          "not JSON: " + (e instanceof JsonProcessingException p ? p.getOriginalMessage() : e), e);
    }
  }

  /** The indented text of a {@code model.json}, UTF-8. */
  public static byte[] write(ModelDescriptor descriptor) {
    try {
      return (MAPPER.writeValueAsString(descriptor) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A descriptor could not be written", e);
    }
  }

  private static String reason(JsonMappingException e) {
    Throwable cause = e.getCause();
    if (cause == null && e.getOriginalMessage().startsWith("Cannot map `null`")) {
      return "is missing";
    }
    return cause instanceof IllegalArgumentException || cause instanceof NullPointerException
        ? String.valueOf(cause.getMessage())
        : e.getOriginalMessage();
  }

  private static String path(JsonMappingException e) {
    List<JsonMappingException.Reference> path = e.getPath();
    return path.stream()
        .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
        .collect(Collectors.joining("."));
  }

  private static ModelException invalid(String reason, @Nullable Throwable cause) {
    return new ModelException(
        ModelErrorCode.DESCRIPTOR_INVALID, "model.json is not valid: " + reason, cause);
  }
}
