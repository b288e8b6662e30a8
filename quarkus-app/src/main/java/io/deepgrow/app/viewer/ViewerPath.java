package io.deepgrow.app.viewer;

import java.util.Set;

/** What a request path means to the viewer. */
public enum ViewerPath {
  /** Belongs to the API, not to the viewer. */
  API,
  /** Names a file, there or not. */
  ASSET,
  /** Any other: a page that the viewer draws itself. */
  PAGE;

  private static final Set<String> API_SEGMENTS =
      Set.of(
          "api",
          "q",
          "dicom-web",
          "v1",
          "info",
          "infer",
          "session",
          "datastore",
          "monailabel",
          "activelearning",
          "train",
          "scoring",
          "batch",
          "model",
          "logs",
          "proxy",
          "auth",
          "console",
          "webjars",
          "sign-in",
          "sign-out",
          "setup");

  /** Of a path that begins with a slash. */
  public static ViewerPath of(String path) {
    String[] segments = path.split("/", -1);
    if (segments.length > 1 && API_SEGMENTS.contains(segments[1])) {
      return API;
    }
    return segments[segments.length - 1].indexOf('.') >= 0 ? ASSET : PAGE;
  }
}
