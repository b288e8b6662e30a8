package io.deepgrow.training.prepare;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our records as JSON; fields of later versions are passed over. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /** A record of ours as indented JSON in UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of ours can't be written as JSON", e);
    }
  }

  /** Reads a record of ours; what is no JSON of it is an IOException. */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return parsed(() -> MAPPER.readValue(Files.readAllBytes(file), type));
  }

  /** Any JSON document of at most some hundred megabytes. */
  public static JsonNode tree(Path file) throws IOException {
    return parsed(() -> MAPPER.readTree(Files.readAllBytes(file)));
  }

  private interface Parsing<T> {
    T get() throws IOException;
  }

  /** Bytes that are no text are no JSON, rather than a file that can't be read. */
  private static <T> T parsed(Parsing<T> parsing) throws IOException {
    try {
      return parsing.get();
    } catch (CharConversionException e) {
      throw new JsonParseException(null, "it is not UTF-8 text", e);
    }
  }
}
