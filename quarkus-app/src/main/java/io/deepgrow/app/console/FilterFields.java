package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what the fields of a filter hold; what they can't hold counts as nothing. */
final class FilterFields {

  private FilterFields() {}

  /** The text without blanks around it; null for none. */
  static @Nullable String text(@Nullable String field) {
    return field == null || field.isBlank() ? null : field.strip();
  }

  /** The constant of that name; null for none. */
  static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(field))
        .findFirst()
        .orElse(null);
  }

  /** The status of a page whose filter was refused. */
  static int status(RuntimeException refused) {
    return refused instanceof ApiException api ? api.code().status() : ErrorCode.BAD_UID.status();
  }
}
