package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes in small bodies before anybody waits for them, so that a slow client holds no thread; lets
 * so many larger ones come at the same time, each at a least rate.
 */
final class Bodies {

  /** Bytes up to which a body is taken in here. */
  static final int SMALL = 64 << 10;

  private static final long CHECK_MILLIS = 1000;

  private final Vertx vertx;
  private final EdgeConfig config;
  private final AtomicInteger large = new AtomicInteger();

  Bodies(Vertx vertx, EdgeConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Goes on with the request once its body is there or may come. */
  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Framing.hasBody(request)) {
      context.next();
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) <= SMALL) {
      takeIn(context);
    } else {
      letCome(context);
    }
  }

  private void takeIn(RoutingContext context) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    AtomicBoolean done = new AtomicBoolean();
    long timer =
        vertx.setTimer(
            config.bodyTime().toMillis(),
            late -> {
              if (done.compareAndSet(false, true)) {
                tooSlow(context);
              }
            });
    request.handler(body::appendBuffer);
    request.exceptionHandler(
        gone -> {
          done.set(true);
          vertx.cancelTimer(timer);
        });
    request.endHandler(
        end -> {
          vertx.cancelTimer(timer);
          if (done.compareAndSet(false, true)) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
          }
        });
    request.resume();
  }

  private void letCome(RoutingContext context) {
    if (large.incrementAndGet() > config.largeBodies()) {
      large.decrementAndGet();
      new Refusal(
              ErrorCode.BUSY,
              "As many large bodies as there is room for are on their way; send this one later")
          .answer(context);
      return;
    }
    HttpServerRequest request = context.request();
    long begin = System.nanoTime();
    long timer = vertx.setPeriodic(CHECK_MILLIS, tick -> requirePace(context, begin));
    context.addEndHandler(
        end -> {
          large.decrementAndGet();
          vertx.cancelTimer(timer);
        });
    request.pause();
    context.next();
  }

  private void requirePace(RoutingContext context, long begin) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    long beyond = System.nanoTime() - begin - config.bodyTime().toNanos();
    double required = beyond * 1e-9 * config.bodyRate().asLongValue();
    if (beyond > 0 && request.bytesRead() < required) {
      tooSlow(context);
    }
  }

  private static void tooSlow(RoutingContext context) {
    new Refusal(ErrorCode.BODY_TOO_SLOW, "The body of the request came too slowly").answer(context);
  }
}
