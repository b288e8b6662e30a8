package io.deepgrow.app.compat.protocol;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Brings the spellings of a client route to one: the prefix {@code /monailabel}, a doubled {@code
 * /v1} and slashes at the end go, without a redirect, which these clients would not follow.
 */
public final class ClientPaths {

  private static final Pattern ROUTES =
      Pattern.compile(
          "/(v1|info|infer|session|datastore|activelearning|train|scoring|batch|logs|auth|model)"
              + "(/.*)?",
          Pattern.DOTALL);

  private static final Pattern PROXY =
      Pattern.compile("/proxy/dicom(/(wado|qido|stow))?(/.*)", Pattern.DOTALL);

  @ServerRequestFilter(preMatching = true)
  public void normalize(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    String plain = plain(path);
    if (!plain.equals(path)) {
      request.setRequestUri(UriBuilder.fromUri(uri).replacePath(plain).build());
    }
  }

  /** Whether clients of the AIAA or MONAI Label protocol call this path. */
  public static boolean isClientRoute(String path) {
    return ROUTES.matcher(plain(path)).matches();
  }

  /** The one spelling of a path; paths of others stay as they are. */
  public static String plain(String path) {
    String inner = path;
    if (inner.startsWith("/monailabel/")) {
      inner = inner.substring("/monailabel".length());
    }
    var proxied = PROXY.matcher(inner);
    if (proxied.matches()) {
      return "/dicom-web" + proxied.group(3);
    }
    if (inner.startsWith("/v1/v1/")) {
      inner = inner.substring("/v1".length());
    }
    if (!ROUTES.matcher(inner).matches()) {
      return path;
    }
    int end = inner.length();
    while (end > 1 && inner.charAt(end - 1) == '/') {
      end--;
    }
    return inner.substring(0, end);
  }
}
