package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request's body ends and which path it names must be beyond doubt (RFC 9112, section 6):
 * what two servers could read in two ways is refused. The decoder below refuses most of it already;
 * this does not rely on that.
 */
final class Framing {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");

  /** Path parameters, slashes and NULs that one server decodes and another does not. */
  private static final Pattern DOUBTFUL =
      Pattern.compile("[;\\\\]|%3b|%2f|%5c|%00", Pattern.CASE_INSENSITIVE);

  private Framing() {}

  static Optional<Refusal> check(HttpServerRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
    if (!codings.isEmpty()) {
      if (request.version() == HttpVersion.HTTP_1_0) {
        return malformed("HTTP/1.0 has no Transfer-Encoding");
      }
      if (!lengths.isEmpty()) {
        return malformed("A request has Content-Length or Transfer-Encoding, not both");
      }
      if (codings.size() > 1 || !codings.get(0).strip().equalsIgnoreCase("chunked")) {
        return malformed("The only Transfer-Encoding here is chunked");
      }
    }
    if (lengths.size() > 1 || (lengths.size() == 1 && !LENGTH.matcher(lengths.get(0)).matches())) {
      return malformed("Content-Length is one number");
    }
    if (DOUBTFUL.matcher(request.path() == null ? "" : request.path()).find()) {
      return malformed("The path has characters that no path of this service has");
    }
    if (request.query() != null && request.query().contains("%00")) {
      return malformed("A query has no NUL");
    }
    return Optional.empty();
  }

  /** Refuses a body where the method has none. */
  static Optional<Refusal> checkBody(HttpServerRequest request) {
    return hasBody(request) && bodiless(request.method())
        ? malformed(request.method() + " has no body")
        : Optional.empty();
  }

  /** Whether a request that has no body says that it has one of a length. */
  static boolean mayRepeatALength(HttpServerRequest request) {
    return (HttpMethod.GET.equals(request.method()) || HttpMethod.DELETE.equals(request.method()))
        && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        && hasBody(request);
  }

  /** Whether a body follows the head. */
  static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private static boolean bodiless(HttpMethod method) {
    return HttpMethod.GET.equals(method)
        || HttpMethod.HEAD.equals(method)
        || HttpMethod.CONNECT.equals(method);
  }

  private static Optional<Refusal> malformed(String detail) {
    return Optional.of(new Refusal(ErrorCode.BAD_REQUEST, detail));
  }
}
