package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicomweb.Authentication;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Passes a viewer's calls on to the PACS and its answers back, both as they come. */
@ApplicationScoped
class PacsProxy {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int CONNECTIONS = 64;
  private static final int WAITING = 512;
  private static final List<String> ASKED = List.of("Accept", "Content-Type", "If-None-Match");
  private static final List<String> ANSWERED =
      List.of("Content-Type", "ETag", "Last-Modified", "Warning");

  private final String base;
  private final Authentication authentication;
  private final long idleMillis;
  private final HttpClient client;

  PacsProxy(Vertx vertx, DeepgrowConfig config) {
    String url = config.pacs().url().map(Object::toString).orElse("");
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.authentication = Pacs.authentication(config.pacs());
    this.idleMillis = config.pacs().idleTimeout().toMillis();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout((int) idleMillis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING));
  }

  /**
   * Passes a call on.
   *
   * @param path below the DICOMweb root
   * @param own this service's DICOMweb root, as the browser sees it
   */
  void pass(RoutingContext context, String path, String own) {
    HttpServerRequest asked = context.request();
    asked.pause();
    String query = asked.query() == null ? "" : "?" + asked.query();
    RequestOptions options =
        new RequestOptions().setMethod(asked.method()).setAbsoluteURI(base + path + query);
    client
        .request(options)
        .compose(request -> send(request, asked))
        .onSuccess(answer -> answer(answer, context, own))
        .onFailure(failure -> fail(context, failure));
  }

  private Future<HttpClientResponse> send(HttpClientRequest request, HttpServerRequest asked) {
    ASKED.forEach(
        name -> {
          String value = asked.getHeader(name);
          if (value != null) {
            request.putHeader(name, value);
          }
        });
    authentication.header().ifPresent(h -> request.putHeader(HttpHeaders.AUTHORIZATION, h));
    String length = asked.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      request.putHeader(HttpHeaders.CONTENT_LENGTH, length);
    }
    request.idleTimeout(idleMillis);
    return request.send(asked);
  }

  private void answer(HttpClientResponse from, RoutingContext context, String own) {
    HttpServerResponse to = context.response();
    if (from.statusCode() == 401 || from.statusCode() == 403) {
      DicomWebRoutes.problem(
          context, ErrorCode.PACS_REFUSED, "The PACS does not let this service in");
      return;
    }
    to.setStatusCode(from.statusCode());
    ANSWERED.forEach(
        name -> {
          String value = from.getHeader(name);
          if (value != null) {
            to.putHeader(name, value);
          }
        });
    String type = from.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean json = type != null && type.contains("json");
    String length = from.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (!json && length != null) {
      to.putHeader(HttpHeaders.CONTENT_LENGTH, length);
    } else {
      to.setChunked(true);
    }
    if (json) {
      rewrite(from, to, new UrlRewriter(base, own));
    } else {
      from.pipeTo(to).onFailure(failure -> to.reset());
    }
  }

  private static void rewrite(HttpClientResponse from, HttpServerResponse to, UrlRewriter urls) {
    from.exceptionHandler(failure -> to.reset());
    from.endHandler(end -> to.end(urls.end()));
    from.handler(
        piece -> {
          to.write(urls.accept(piece));
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
          }
        });
  }

  private static void fail(RoutingContext context, Throwable failure) {
    boolean late =
        failure instanceof TimeoutException
            || String.valueOf(failure.getMessage()).contains("imeout");
    if (late) {
      DicomWebRoutes.problem(context, ErrorCode.PACS_TIMEOUT, "The PACS did not answer in time");
    } else {
      DicomWebRoutes.problem(context, ErrorCode.PACS_UNREACHABLE, "The PACS does not answer");
    }
  }
}
