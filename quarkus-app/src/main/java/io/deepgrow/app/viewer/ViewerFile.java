package io.deepgrow.app.viewer;

/**
 * A file of the viewer as it is sent.
 *
 * @param gzip whether the resource is kept compressed
 */
record ViewerFile(String name, boolean gzip) {

  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  String resource() {
    return "viewer/" + name + (gzip ? ".gz" : "");
  }

  String contentType() {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "json" -> "application/json";
      case "wasm" -> "application/wasm";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "ico" -> "image/x-icon";
      case "woff2" -> "font/woff2";
      case "xml" -> "application/xml";
      case "txt" -> "text/plain; charset=utf-8";
      default -> "application/octet-stream";
    };
  }

  /** Names with a content hash never change; everything else is asked for again each time. */
  String cacheControl() {
    boolean hashed =
        name.matches("(.*\\.bundle\\.)?[0-9a-f]{16}\\.(js|wasm|woff2)")
            || name.matches(".*\\.bundle\\.[0-9a-f]{16}\\.js");
    return hashed ? IMMUTABLE : "no-cache";
  }
}
