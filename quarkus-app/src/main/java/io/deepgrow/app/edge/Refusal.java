package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import io.deepgrow.app.compat.protocol.ClientError;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;

/**
 * A request that goes no further, and why.
 *
 * @param detail what is wrong and what to do
 */
public record Refusal(ErrorCode code, String detail) {

  /** Answers with problem+json; a body that is still on its way ends with the connection. */
  public void answer(RoutingContext context) {
    answer(context, Framing.hasBody(context.request()) && !context.request().isEnded());
  }

  /** Answers and closes: nobody knows where the next request begins. */
  void answerLast(RoutingContext context) {
    answer(context, true);
  }

  private void answer(RoutingContext context, boolean last) {
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    String title = HttpResponseStatus.valueOf(code.status()).reasonPhrase();
    Problem problem = new Problem("about:blank", title, code.status(), detail, code.code());
    boolean client = ClientPaths.isClientRoute(context.normalizedPath());
    response
        .setStatusCode(code.status())
        .putHeader(
            HttpHeaders.CONTENT_TYPE, client ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE);
    if (code == ErrorCode.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    if (code.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(code.retryAfterSeconds()));
    }
    if (last) {
      Connections.takeNoMore(context.request());
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    response
        .end(Json.encode(client ? ClientError.of(problem) : problem))
        .onComplete(
            sent -> {
              if (last) {
                context.request().connection().close();
              }
            });
  }
}
