package io.deepgrow.app.pacs;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.edge.Refusal;
import io.deepgrow.dicomweb.Authentication;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Passes a viewer's calls on to the PACS and its answers back, both as they come. The framing of
 * each message is made anew here and never copied: a body that two servers delimit in two ways
 * would smuggle in a request that nobody has checked.
 */
@ApplicationScoped
class PacsProxy {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int CONNECTIONS = 64;
  private static final int WAITING = 512;

  private final String base;
  private final Authentication authentication;
  private final long idleMillis;
  private final Vertx vertx;
  private final HttpClient client;

  PacsProxy(Vertx vertx, DeepgrowConfig config, Authentication authentication) {
    String url = config.pacs().url().map(Object::toString).orElse("");
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.authentication = authentication;
    this.idleMillis = config.pacs().idleTimeout().toMillis();
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout((int) idleMillis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(true)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING));
  }

  /**
   * Passes a call on.
   *
   * @param path below the DICOMweb root
   * @param own this service's DICOMweb root, as the browser sees it
   * @param only what is left of the answer to a search; empty for all of it
   */
  void pass(RoutingContext context, String path, String own, Optional<StudyFilter> only) {
    context.request().pause();
    Call call = new Call(context, path, own, only);
    // a token may have to be fetched first
    vertx
        .executeBlocking(authentication::header, false)
        .onSuccess(credentials -> call(call, credentials, true))
        .onFailure(failure -> fail(context, failure));
  }

  /** A viewer's call, the path below the DICOMweb root, this service's root, what is left. */
  private record Call(
      RoutingContext context, String path, String own, Optional<StudyFilter> only) {}

  private void call(Call call, Optional<String> credentials, boolean first) {
    HttpServerRequest request = call.context().request();
    String given = request.query() == null ? "" : request.query();
    String query = call.only().map(filter -> filter.query(given)).orElse(given);
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setAbsoluteURI(base + call.path() + (query.isEmpty() ? "" : "?" + query));
    credentials.ifPresent(h -> options.putHeader(HttpHeaders.AUTHORIZATION, h));
    client
        .request(options)
        .compose(outgoing -> send(outgoing, call.context()))
        .onSuccess(
            answer -> {
              if (first
                  && answer.statusCode() == 401
                  && canRepeat(call)
                  && credentials.isPresent()) {
                again(call, credentials.get(), answer);
              } else {
                answer(answer, call);
              }
            })
        .onFailure(failure -> fail(call.context(), failure));
  }

  /** Whether nothing of the call's body is gone. */
  private static boolean canRepeat(Call call) {
    return !HttpMethod.POST.equals(call.context().request().method())
        || call.context().body().buffer() != null;
  }

  /** Once more with a new token, where there can be one. */
  private void again(Call call, String refused, HttpClientResponse answer) {
    vertx
        .executeBlocking(() -> authentication.renewed(refused), false)
        .onSuccess(
            renewed -> {
              if (renewed.isPresent()) {
                call(call, renewed, false);
              } else {
                answer(answer, call);
              }
            })
        .onFailure(failure -> fail(call.context(), failure));
  }

  private Future<HttpClientResponse> send(HttpClientRequest request, RoutingContext context) {
    HttpServerRequest call = context.request();
    // vertx logs what nobody handles; how it ended is in the future
    request.exceptionHandler(failure -> {});
    if (isGone(context)) {
      // while it waited for a connection; the PACS need not hear of it
      request.reset();
      return Future.failedFuture("The client is gone");
    }
    PassedHeaders.ofCall(call.headers(), request.headers());
    request.idleTimeout(idleMillis);
    context.addEndHandler(
        end -> {
          if (end.failed()) {
            request.reset();
          }
        });
    if (!HttpMethod.POST.equals(call.method())) {
      return request.send();
    }
    Buffer whole = context.body().buffer();
    if (whole != null) {
      return request.send(whole);
    }
    String length = call.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      request.setChunked(true);
    } else {
      // the decoder lets exactly so many bytes through
      request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(Long.parseLong(length)));
    }
    return request.send(call);
  }

  private void answer(HttpClientResponse from, Call call) {
    RoutingContext context = call.context();
    String own = call.own();
    HttpServerResponse to = context.response();
    if (from.statusCode() == 401 || from.statusCode() == 403) {
      new Refusal(ErrorCode.PACS_REFUSED, "The PACS does not let this service in").answer(context);
      return;
    }
    to.setStatusCode(from.statusCode());
    PassedHeaders.ofAnswer(from.headers(), to.headers(), base, own);
    String type = from.getHeader(HttpHeaders.CONTENT_TYPE);
    String length = from.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean decoded = from.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
    if (call.only().isPresent()) {
      answerFiltered(from, call, call.only().get());
    } else if (decoded && PassedHeaders.isJson(type)) {
      rewrite(from, to.setChunked(true), new UrlRewriter(base, own));
    } else if (decoded && PassedHeaders.isMultipart(type)) {
      // only where parts name their place: URLs within DICOM objects keep their length
      String place = "Content-Location: ";
      rewrite(from, to.setChunked(true), new UrlRewriter(place + base, place + own));
    } else {
      if (length == null) {
        to.setChunked(true);
      } else {
        to.putHeader(HttpHeaders.CONTENT_LENGTH, length);
      }
      relay(from, to, piece -> piece, Buffer::buffer);
    }
  }

  /** Looks through the whole answer to a search before a byte of it is passed on. */
  private void answerFiltered(HttpClientResponse from, Call call, StudyFilter filter) {
    RoutingContext context = call.context();
    Buffer all = Buffer.buffer();
    from.handler(
        piece -> {
          all.appendBuffer(piece);
          if (all.length() > StudyFilter.MOST) {
            from.request().reset();
            fail(context, new IOException("The answer to a search is too long"));
          }
        });
    from.exceptionHandler(failure -> fail(context, failure));
    from.endHandler(
        end -> {
          if (isGone(context)) {
            return;
          }
          try {
            UrlRewriter urls = new UrlRewriter(base, call.own());
            Buffer rewritten = urls.accept(filter.filter(all)).appendBuffer(urls.end());
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(rewritten.length()))
                .end(rewritten);
          } catch (IOException e) {
            fail(context, e);
          }
        });
  }

  private static void rewrite(HttpClientResponse from, HttpServerResponse to, UrlRewriter urls) {
    relay(from, to, urls::accept, urls::end);
  }

  /** Passes pieces on as the client reads them, and stops when the client or the PACS is gone. */
  private static void relay(
      HttpClientResponse from,
      HttpServerResponse to,
      UnaryOperator<Buffer> change,
      Supplier<Buffer> rest) {
    from.exceptionHandler(failure -> to.reset());
    from.endHandler(
        end -> {
          if (!to.ended() && !to.closed()) {
            to.end(rest.get());
          }
        });
    to.exceptionHandler(gone -> from.request().reset());
    from.handler(
        piece -> {
          if (to.ended() || to.closed()) {
            from.request().reset();
            return;
          }
          to.write(change.apply(piece));
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
          }
        });
  }

  private static boolean isGone(RoutingContext context) {
    return context.response().closed() || context.response().ended();
  }

  private static void fail(RoutingContext context, Throwable failure) {
    if (isGone(context)) {
      return;
    }
    if (failure instanceof ConnectionPoolTooBusyException) {
      new Refusal(
              ErrorCode.BUSY, "As many calls as there is room for wait for the PACS; send it later")
          .answer(context);
      return;
    }
    boolean late =
        failure instanceof TimeoutException || failure instanceof ConnectTimeoutException;
    Refusal refusal =
        late
            ? new Refusal(ErrorCode.PACS_TIMEOUT, "The PACS did not answer in time")
            : new Refusal(ErrorCode.PACS_UNREACHABLE, "The PACS does not answer");
    refusal.answer(context);
  }
}
