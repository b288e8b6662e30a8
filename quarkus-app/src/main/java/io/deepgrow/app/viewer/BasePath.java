package io.deepgrow.app.viewer;

import java.util.regex.Pattern;

/**
 * Where browsers see the service: {@code /}, or a prefix that a reverse proxy takes away.
 *
 * @param value begins and ends with a slash
 */
public record BasePath(String value) {

  private static final Pattern ALLOWED = Pattern.compile("/([A-Za-z0-9._~-]+/)*");

  public BasePath {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "deepgrow.viewer.base-path begins and ends with a slash, such as /ct/: " + value);
    }
  }

  /** The configured one. */
  public static BasePath of(ViewerConfig config) {
    return new BasePath(config.basePath());
  }

  boolean isRoot() {
    return value.equals("/");
  }

  /** The text of a file with the viewer's absolute URLs moved below this path. */
  String applyTo(String name, String text) {
    if (isRoot()) {
      return text;
    }
    if (name.endsWith(".html")) {
      return text.replace("window.PUBLIC_URL=\"/\"", "window.PUBLIC_URL=\"" + value + "\"")
          .replace("src=\"/", "src=\"" + value)
          .replace("href=\"/", "href=\"" + value);
    }
    if (name.endsWith(".css")) {
      return text.replace("url(/", "url(" + value);
    }
    return text.replace(
        "__webpack_require__.p = \"/\";", "__webpack_require__.p = \"" + value + "\";");
  }
}
