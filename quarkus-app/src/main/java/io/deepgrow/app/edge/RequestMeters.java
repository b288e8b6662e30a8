package io.deepgrow.app.edge;

import io.deepgrow.app.viewer.ViewerPath;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what callers write out of the metrics: a request's path stands there as its route or not at
 * all, so that no UID is published and nobody fills the registry with paths.
 */
final class RequestMeters {

  private static final String NAME = "http.server.requests";
  private static final String URI = "uri";

  /**
   * Each event loop's server registers them anew, so that they count those of the first one only.
   */
  private static final String CONNECTIONS = "vertx.http.connections.";

  private static final Pattern ROUTE =
      Pattern.compile("(/([a-zA-Z][a-zA-Z_-]{0,30}|v[0-9]|\\{[^}/]+}))+/?");
  private static final Pattern REFUSED = Pattern.compile("40[0-9]|41[0-9]|42[0-9]|50[13]");

  @Produces
  @Singleton
  MeterFilter routes() {
    return new MeterFilter() {
      @Override
      public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(CONNECTIONS)
            ? MeterFilterReply.DENY
            : MeterFilterReply.NEUTRAL;
      }

      @Override
      public Meter.Id map(Meter.Id id) {
        String uri = id.getTag(URI);
        return uri != null && id.getName().startsWith(NAME)
            ? id.replaceTags(Tags.of(id.getTagsAsIterable()).and(Tag.of(URI, route(uri, id))))
            : id;
      }
    };
  }

  private static String route(String uri, Meter.Id id) {
    if (!uri.startsWith("/")) {
      return uri;
    }
    if (uri.startsWith("/dicom-web/")) {
      return "/dicom-web/{path}";
    }
    if (ViewerPath.of(uri) != ViewerPath.API) {
      return "/{viewer}";
    }
    return !ROUTE.matcher(uri).matches() || (refused(id.getTag("status")) && !uri.contains("{"))
        ? "REFUSED"
        : uri;
  }

  private static boolean refused(@Nullable String status) {
    return status != null && REFUSED.matcher(status).matches();
  }
}
