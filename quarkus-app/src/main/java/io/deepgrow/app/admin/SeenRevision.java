package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The revision that a caller saw, from If-Match. */
final class SeenRevision {

  private static final Pattern TAG = Pattern.compile("\"?(\\d{1,9})\"?");

  private SeenRevision() {}

  /** The revision; null for any. */
  static @Nullable Integer revision(@Nullable String header) {
    if (header == null || header.isBlank() || header.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "If-Match has the revision that you saw, such as \"3\"");
    }
    return Integer.valueOf(tag.group(1));
  }
}
