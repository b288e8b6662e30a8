package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.edge.EdgeConfig;
import io.deepgrow.app.edge.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The PACS for viewers: the configured one at {@code /dicom-web} when the embedded archive is off,
 * others at {@code /dicom-web/connections/NAME}.
 */
@ApplicationScoped
class DicomWebRoutes {

  private static final String ROOT = "/dicom-web";
  private static final String CONNECTIONS = ROOT + "/connections/";
  private static final String DEFAULT = "default";
  private static final Pattern NAMED =
      Pattern.compile("/connections/([a-z0-9][a-z0-9-]{0,31})(/.*)?");

  private final PacsProxy proxy;
  private final EdgeConfig edge;
  private final boolean on;

  DicomWebRoutes(
      PacsProxy proxy,
      DeepgrowConfig config,
      EdgeConfig edge,
      @ConfigProperty(name = "deepgrow.archive.enabled", defaultValue = "false") boolean archive) {
    this.proxy = proxy;
    this.edge = edge;
    this.on = !archive && config.pacs().url().isPresent();
  }

  void add(@Observes Router router) {
    router.route(CONNECTIONS + "*").order(-1).handler(this::handle);
    if (on) {
      router.route(ROOT + "/*").order(0).handler(this::handle);
    }
  }

  /**
   * Which PACS a call is for.
   *
   * @param connection its name
   * @param path below its DICOMweb root
   */
  record Place(String connection, String path) {

    /** Of a path below {@code /dicom-web}. */
    static Place of(String below) {
      Matcher named = NAMED.matcher(below);
      return named.matches()
          ? new Place(named.group(1), named.group(2) == null ? "" : named.group(2))
          : new Place(DEFAULT, below);
    }

    private String root() {
      return connection.equals(DEFAULT) ? ROOT : CONNECTIONS + connection;
    }
  }

  private void handle(RoutingContext context) {
    Place place = Place.of(context.normalizedPath().substring(ROOT.length()));
    if (ViewerCalls.allowed(context.request().method(), place.path())) {
      pass(context, place, Optional.empty());
    } else {
      new Refusal(ErrorCode.NOT_FOUND, "This DICOMweb call does not pass through").answer(context);
    }
  }

  /** Answers a search of somebody who may see some studies only, also from our own archive. */
  void search(RoutingContext context, Place place, StudyFilter filter) {
    pass(context, place, Optional.of(filter));
  }

  private void pass(RoutingContext context, Place place, Optional<StudyFilter> only) {
    String own = own(context.request()) + place.root();
    proxy.pass(context, place.connection(), place.path(), own, only);
  }

  private String own(HttpServerRequest request) {
    return edge.publicUrl()
        .map(url -> url.toString().replaceAll("/+$", ""))
        .orElseGet(() -> request.scheme() + "://" + request.authority());
  }
}
