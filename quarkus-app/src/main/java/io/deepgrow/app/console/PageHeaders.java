package io.deepgrow.app.console;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** The headers of pages: what a browser may load for them, and that nobody keeps them. */
@Provider
@ConsolePage
final class PageHeaders implements ContainerResponseFilter {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getLocation() != null) {
      response.getHeaders().putSingle(HttpHeaders.LOCATION, path(response.getLocation()));
    }
    set(response);
  }

  /** Those of every page. */
  static void set(ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Content-Security-Policy", POLICY);
    headers.putSingle("Cache-Control", "no-store");
    headers.putSingle("Referrer-Policy", "no-referrer");
    headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
    headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
    headers.putSingle("X-Frame-Options", "DENY");
  }

  /** Without scheme and host: those that a proxy shows to browsers are not known here. */
  private static String path(URI place) {
    String query = place.getRawQuery() == null ? "" : "?" + place.getRawQuery();
    String fragment = place.getRawFragment() == null ? "" : "#" + place.getRawFragment();
    return place.getRawPath() + query + fragment;
  }
}
