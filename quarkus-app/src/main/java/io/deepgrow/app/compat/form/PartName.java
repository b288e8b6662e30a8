package io.deepgrow.app.compat.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part's Content-Disposition says. A file name may be a path with backslashes; nothing in it
 * is an escape.
 *
 * @param fileName empty for a text field
 */
public record PartName(String field, Optional<String> fileName) {

  private static final Pattern NAME = Pattern.compile("(?i)[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final Pattern FILE =
      Pattern.compile("(?i)[;\\s]filename=(?:\"([^\"]*)\"|([^;\\s]+))");

  /** Reads the value of a Content-Disposition; a name that it lacks is empty. */
  public static PartName of(String disposition) {
    return new PartName(find(NAME, disposition).orElse(""), find(FILE, disposition));
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String quoted = matcher.group(1);
    return Optional.of(quoted == null ? matcher.group(2) : quoted);
  }
}
