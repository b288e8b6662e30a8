package io.deepgrow.app.compat.protocol;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives the errors of client routes the body that these clients can show. */
public final class ClientErrors {

  @ServerExceptionMapper
  public Response invalid(InvalidFieldException e) {
    ErrorCode code = ErrorCode.UNPROCESSABLE;
    return Response.status(code.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(ClientError.of(e, code.code()))
        .build();
  }

  @ServerResponseFilter
  public void shape(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getRequestUri().getPath();
    if (response.getEntity() instanceof Problem problem && ClientPaths.isClientRoute(path)) {
      response.setEntity(ClientError.of(problem), null, MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
