package io.deepgrow.app.archive;

import io.deepgrow.app.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Refused archive requests as {@code application/problem+json} (RFC 9457). */
@Provider
public class ArchiveExceptionMapper implements ExceptionMapper<ArchiveException> {

  @Override
  public Response toResponse(ArchiveException e) {
    return Problem.of(e.status(), e.code(), String.valueOf(e.getMessage()));
  }
}
