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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The PACS at {@code /dicom-web}, for viewers, when the embedded archive is off. */
@ApplicationScoped
class DicomWebRoutes {

  private static final String ROOT = "/dicom-web";

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
    if (on) {
      router.route(ROOT + "/*").order(0).handler(this::handle);
    }
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath().substring(ROOT.length());
    if (ViewerCalls.allowed(request.method(), path)) {
      proxy.pass(context, path, own(request), Optional.empty());
    } else {
      new Refusal(ErrorCode.NOT_FOUND, "This DICOMweb call does not pass through").answer(context);
    }
  }

  /** Answers a search of somebody who may see some studies only, also from our own archive. */
  void search(RoutingContext context, String path, StudyFilter filter) {
    proxy.pass(context, path, own(context.request()), Optional.of(filter));
  }

  private String own(HttpServerRequest request) {
    return edge.publicUrl()
            .map(url -> url.toString().replaceAll("/+$", ""))
            .orElseGet(() -> request.scheme() + "://" + request.authority())
        + ROOT;
  }
}
