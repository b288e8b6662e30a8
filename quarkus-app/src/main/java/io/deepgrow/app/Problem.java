package io.deepgrow.app;

import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An error body (RFC 9457).
 *
 * @param title of the kind of error
 * @param detail what is wrong here and what to do
 * @param code stable, for programs
 */
public record Problem(String type, String title, int status, String detail, String code) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** An answer to add headers to. */
  public static Response.ResponseBuilder of(ErrorCode code, String detail) {
    return Response.fromResponse(response(code, detail));
  }

  /** An answer with a status and code that are none of {@link ErrorCode}. */
  public static Response of(int status, String code, String detail) {
    return response(status, code, detail);
  }

  static Response response(int status, String code, String detail) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    return Response.status(status)
        .type(MediaType.valueOf(MEDIA_TYPE))
        .entity(new Problem("about:blank", title, status, detail, code))
        .build();
  }

  static Response response(ErrorCode code, String detail) {
    Response plain = response(code.status(), code.code(), detail);
    return code.retryAfterSeconds() == 0
        ? plain
        : Response.fromResponse(plain).header("Retry-After", code.retryAfterSeconds()).build();
  }
}
