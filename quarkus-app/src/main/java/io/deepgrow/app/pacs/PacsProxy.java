package io.deepgrow.app.pacs;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Unawaited;
import io.deepgrow.app.edge.Refusal;
import io.deepgrow.dicomweb.CallGate;
import io.deepgrow.dicomweb.DicomWebException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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

  /** How long a call may wait for room within the limits of its connection. */
  private static final long ROOM_MILLIS = 30_000;

  private final Vertx vertx;
  private final ProxyTargets targets;

  PacsProxy(Vertx vertx, ProxyTargets targets) {
    this.vertx = vertx;
    this.targets = targets;
  }

  /**
   * Passes a call on.
   *
   * @param connection the name of the PACS
   * @param path below the DICOMweb root
   * @param own this service's DICOMweb root of that connection, as the browser sees it
   * @param only what is left of the answer to a search; empty for all of it
   */
  void pass(
      RoutingContext context,
      String connection,
      String path,
      String own,
      Optional<StudyFilter> only) {
    context.request().pause();
    // the connection may have to be looked up, and a token to be fetched
    vertx
        .executeBlocking(
            () -> {
              ProxyTarget target = targets.of(connection);
              Call call = new Call(context, target, path, own, only);
              return new Ready(call, target.authentication().header());
            },
            false)
        .compose(this::room)
        .onSuccess(ready -> call(ready.call(), ready.credentials(), true))
        .onFailure(failure -> fail(context, failure));
  }

  /** A call and what it shows who it is with. */
  private record Ready(Call call, Optional<String> credentials) {}

  /** Waits until the limits of the connection let a call out, which holds its room to its end. */
  private Future<Ready> room(Ready ready) {
    CompletableFuture<CallGate.Pass> room = ready.call().target().limits().enter();
    long alarm = vertx.setTimer(ROOM_MILLIS, late -> room.cancel(false));
    RoutingContext context = ready.call().context();
    context.addEndHandler(
        end -> {
          if (!room.cancel(false)) {
            Unawaited.logged(room.thenAccept(CallGate.Pass::close), "ending a call's room");
          }
        });
    return Future.fromCompletionStage(room, vertx.getOrCreateContext())
        .map(
            pass -> {
              vertx.cancelTimer(alarm);
              if (isGone(context)) {
                pass.close();
              }
              return ready;
            });
  }

  /** A viewer's call, its PACS, the path below the DICOMweb root, this service's, what is left. */
  private record Call(
      RoutingContext context,
      ProxyTarget target,
      String path,
      String own,
      Optional<StudyFilter> only) {

    /** Puts this service's root in place of those of the PACS. */
    Rewriting urls(String before) {
      return new Rewriting(
          target.bases().stream()
              .map(base -> new UrlRewriter(before + base, before + own))
              .toList());
    }
  }

  private void call(Call call, Optional<String> credentials, boolean first) {
    HttpServerRequest request = call.context().request();
    String given = request.query() == null ? "" : request.query();
    String query = call.only().map(filter -> filter.query(given)).orElse(given);
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setAbsoluteURI(
                call.target().root(request.method(), call.path())
                    + call.path()
                    + (query.isEmpty() ? "" : "?" + query));
    credentials.ifPresent(h -> options.putHeader(HttpHeaders.AUTHORIZATION, h));
    call.target()
        .client()
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
        .executeBlocking(() -> call.target().authentication().renewed(refused), false)
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
    request.idleTimeout(targets.idleMillis());
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
    HttpServerResponse to = context.response();
    if (from.statusCode() == 401 || from.statusCode() == 403) {
      new Refusal(ErrorCode.PACS_REFUSED, "The PACS does not let this service in").answer(context);
      return;
    }
    to.setStatusCode(from.statusCode());
    PassedHeaders.ofAnswer(from.headers(), to.headers(), call.target().bases(), call.own());
    String type = from.getHeader(HttpHeaders.CONTENT_TYPE);
    String length = from.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean decoded = from.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
    if (call.only().isPresent()) {
      answerFiltered(from, call, call.only().get());
    } else if (decoded && PassedHeaders.isJson(type)) {
      rewrite(from, to.setChunked(true), call.urls(""));
    } else if (decoded && PassedHeaders.isMultipart(type)) {
      // only where parts name their place: URLs within DICOM objects keep their length
      rewrite(from, to.setChunked(true), call.urls("Content-Location: "));
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
            Rewriting urls = call.urls("");
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

  private static void rewrite(HttpClientResponse from, HttpServerResponse to, Rewriting urls) {
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
    if (failure instanceof ApiException refused) {
      new Refusal(refused.code(), String.valueOf(refused.getMessage())).answer(context);
      return;
    }
    if (failure instanceof CancellationException
        || (failure instanceof DicomWebException limited
            && limited.code().equals("dicomweb.limited"))) {
      new Refusal(
              ErrorCode.BUSY,
              "The limits of the connection (parallel calls, calls a minute) leave no room; send it"
                  + " later")
          .answer(context);
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
