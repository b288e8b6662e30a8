package io.deepgrow.app;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers, yes and no, and enumerations of query parameters, and refuses others by the
 * parameter's name with what it takes. A path with something else in it is another path: 404.
 */
@Provider
public final class QueryParameters implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    return name(annotations).map(name -> (ParamConverter<T>) converter(name, type)).orElse(null);
  }

  private static Optional<String> name(Annotation @Nullable [] annotations) {
    return Arrays.stream(annotations == null ? new Annotation[0] : annotations)
        .filter(QueryParam.class::isInstance)
        .map(a -> ((QueryParam) a).value())
        .findFirst();
  }

  private static @Nullable ParamConverter<?> converter(String name, Class<?> type) {
    if (type == Integer.class || type == int.class) {
      return new Converter<>(name, "a whole number", Integer::valueOf);
    }
    if (type == Long.class || type == long.class) {
      return new Converter<>(name, "a whole number", Long::valueOf);
    }
    if (type == Boolean.class || type == boolean.class) {
      return new Converter<>(name, "true or false", QueryParameters::flag);
    }
    if (type.isEnum()) {
      String names =
          Arrays.stream(type.getEnumConstants())
              .map(c -> ((Enum<?>) c).name())
              .collect(Collectors.joining(", "));
      return new Converter<>(name, "one of " + names, text -> constant(type, text));
    }
    return null;
  }

  private static Boolean flag(String text) {
    // clients in Python write True
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("neither");
    }
    return Boolean.valueOf(text);
  }

  private static Object constant(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> ((Enum<?>) c).name().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such name"));
  }

  private record Converter<T>(String name, String takes, Function<String, T> reading)
      implements ParamConverter<T> {

    @Override
    public T fromString(String value) {
      try {
        return reading.apply(value);
      } catch (IllegalArgumentException e) {
        throw new ApiException(ErrorCode.BAD_REQUEST, name + " is " + takes);
      }
    }

    @Override
    public String toString(T value) {
      return String.valueOf(value);
    }
  }
}
