package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * For which hosts requests are answered, and from which web pages they may come: a page elsewhere
 * must neither change anything here nor reach us under a name of its own (DNS rebinding).
 */
final class Origins {

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Set<String> hosts;
  private final List<String> pages;
  private final Optional<URI> publicUrl;

  /**
   * The rules.
   *
   * @param open whether callers need no token
   * @param pages origins of other web pages that may call
   */
  Origins(EdgeConfig config, boolean open, List<String> pages) {
    this.publicUrl = config.publicUrl();
    this.pages = pages;
    this.hosts = new TreeSet<>();
    if (config.hosts().isPresent() || open) {
      hosts.addAll(THIS_MACHINE);
      config.hosts().ifPresent(named -> named.forEach(h -> hosts.add(lower(h))));
      publicUrl.ifPresent(url -> hosts.add(lower(url.getHost())));
    }
  }

  Optional<Refusal> check(HttpServerRequest request) {
    String authority = request.headers().get("Host");
    if (!hosts.isEmpty() && (authority == null || !hosts.contains(hostOf(authority)))) {
      return Optional.of(
          new Refusal(
              ErrorCode.HOST_NOT_ALLOWED,
              "This service is not called by that host name; deepgrow.http.hosts names those that"
                  + " are"));
    }
    if (SAFE.contains(request.method()) || isOurs(request, authority)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            ErrorCode.CROSS_SITE,
            "A web page of another origin may not do this; deepgrow.clients.origins names those"
                + " that may"));
  }

  /** Whether a request comes from no web page, from one of ours, or from one that may call. */
  private boolean isOurs(HttpServerRequest request, @Nullable String authority) {
    String origin = request.getHeader("Origin");
    if (origin != null && (pages.contains("*") || pages.contains(origin))) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    if (origin == null) {
      return true;
    }
    int scheme = origin.indexOf("://");
    String page = scheme < 0 ? origin : origin.substring(scheme + 3);
    return page.equals(authority)
        || publicUrl.map(url -> page.equals(url.getAuthority())).orElse(false);
  }

  private static String hostOf(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    return lower(port ? authority.substring(0, colon) : authority);
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
