package io.deepgrow.app.archive;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refused archive requests as {@code application/problem+json} (RFC 9457). */
@Provider
public class ArchiveExceptionMapper implements ExceptionMapper<ArchiveException> {

  @Override
  public Response toResponse(ArchiveException e) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("status", e.status());
    problem.put("code", e.code());
    problem.put("detail", String.valueOf(e.getMessage()));
    return Response.status(e.status())
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .entity(problem)
        .build();
  }
}
