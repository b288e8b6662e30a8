package io.deepgrow.app.pacs;

import io.deepgrow.app.connection.CallLimits;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.DicomWebRoots;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PACS that calls are passed on to.
 *
 * @param roots without slashes at their ends
 */
record ProxyTarget(
    DicomWebRoots roots, Authentication authentication, HttpClient client, CallLimits limits) {

  private static final Pattern SEARCH =
      Pattern.compile(
          "/(studies|series|instances)|/studies/[0-9.]+/(series|instances)"
              + "|/studies/[0-9.]+/series/[0-9.]+/instances");

  /** Where a call goes, without a slash at the end. */
  String root(HttpMethod method, String path) {
    if (HttpMethod.POST.equals(method)) {
      return text(roots.store());
    }
    return text(SEARCH.matcher(path).matches() ? roots.search() : roots.retrieve());
  }

  /** All roots, the longest first, so that none is taken for the beginning of another. */
  List<String> bases() {
    return Stream.of(roots.search(), roots.retrieve(), roots.store())
        .map(ProxyTarget::text)
        .distinct()
        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
        .toList();
  }

  private static String text(URI root) {
    String text = root.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
