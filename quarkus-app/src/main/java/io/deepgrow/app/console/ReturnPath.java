package io.deepgrow.app.console;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody goes on after signing in: a path of this service, never another site. */
final class ReturnPath {

  private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]{0,2000}");

  private ReturnPath() {}

  static String of(@Nullable String requested, String otherwise) {
    return requested != null && OURS.matcher(requested).matches() ? requested : otherwise;
  }
}
