package io.deepgrow.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts: the values of secret settings wherever they stand, the user before
 * the host of a URL, and what follows a word for a secret and an equals sign.
 */
public final class Redaction {

  static final String MARK = "[secret]";

  /** Shorter values stand in ordinary words too; settings that hold them are hidden by name. */
  private static final int SHORTEST = 5;

  private static final Pattern PLAIN = Pattern.compile("true|false|[0-9]{1,6}");
  private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]*@");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|credential|api-?key)[a-z_-]*=)[^&;,\\s]+");

  private final List<String> secrets;

  Redaction(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST && !PLAIN.matcher(secret).matches())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /** The text without secrets. */
  public String of(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, MARK);
    }
    clean = USER.matcher(clean).replaceAll(MARK + "@");
    return PARAMETER.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(MARK));
  }
}
