package io.deepgrow.app.pacs;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which headers of a call and of its answer pass between a viewer and the PACS, and how. */
final class PassedHeaders {

  private static final List<String> OF_CALLS = List.of("Accept", "Content-Type", "If-None-Match");
  private static final List<String> OF_ANSWERS =
      List.of("ETag", "Last-Modified", "Warning", "Content-Encoding");
  private static final List<String> URLS = List.of("Content-Location", "Location");

  /** What a viewer fetches; a browser runs none of it as a page. */
  private static final Set<String> TYPES =
      Set.of(
          "application/dicom+json",
          "application/json",
          "application/dicom",
          "application/dicom+xml",
          "application/octet-stream",
          "multipart/related",
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/jp2",
          "image/jpx",
          "image/jls",
          "image/jphc",
          "image/dicom-rle",
          "video/mp4",
          "video/mpeg",
          "text/plain");

  private PassedHeaders() {}

  static void ofCall(MultiMap from, MultiMap to) {
    OF_CALLS.forEach(name -> copy(from, to, name));
    // answers are rewritten, so they come as they are
    to.set(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
  }

  /**
   * Headers of an answer.
   *
   * @param bases the DICOMweb roots of the PACS
   * @param own this service's, as the browser sees it
   */
  static void ofAnswer(MultiMap from, MultiMap to, List<String> bases, String own) {
    OF_ANSWERS.forEach(name -> copy(from, to, name));
    for (String name : URLS) {
      String url = from.get(name);
      if (url != null) {
        bases.stream()
            .filter(url::startsWith)
            .findFirst()
            .ifPresent(base -> to.set(name, own + url.substring(base.length())));
      }
    }
    String type = from.get(HttpHeaders.CONTENT_TYPE);
    if (type != null) {
      to.set(HttpHeaders.CONTENT_TYPE, isKnown(type) ? type : "application/octet-stream");
    }
    to.set("X-Content-Type-Options", "nosniff");
    to.set("Content-Security-Policy", "sandbox; default-src 'none'");
    to.set(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static void copy(MultiMap from, MultiMap to, String name) {
    String value = from.get(name);
    if (value != null) {
      to.set(name, value);
    }
  }

  private static boolean isKnown(String type) {
    return TYPES.contains(mediaType(type));
  }

  static boolean isJson(@Nullable String type) {
    return type != null && mediaType(type).endsWith("json");
  }

  static boolean isMultipart(@Nullable String type) {
    return type != null && mediaType(type).equals("multipart/related");
  }

  private static String mediaType(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
