package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Problem;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Refuses a caller who accepts none of the types that a call answers with. The framework does so
 * where one method answers a path, and takes the first where there are several.
 */
final class DeclaredTypes {

  @ServerRequestFilter
  Optional<Response> check(ContainerRequestContext request, SimpleResourceInfo resource) {
    List<MediaType> accepted = request.getAcceptableMediaTypes();
    String[] types = types(resource);
    boolean acceptable =
        types.length == 0
            || accepted.isEmpty()
            || Arrays.stream(types)
                .map(MediaType::valueOf)
                .anyMatch(type -> accepted.stream().anyMatch(type::isCompatible));
    return acceptable
        ? Optional.empty()
        : Optional.of(
            Problem.of(ErrorCode.NOT_ACCEPTABLE, "There is no answer of a type in Accept").build());
  }

  private static String[] types(SimpleResourceInfo resource) {
    Produces ofClass = resource.getResourceClass().getAnnotation(Produces.class);
    Produces ofMethod = null;
    try {
      ofMethod =
          resource
              .getResourceClass()
              .getMethod(resource.getMethodName(), resource.parameterTypes())
              .getAnnotation(Produces.class);
    } catch (NoSuchMethodException e) {
      // a method that is not public declares no types of its own here
    }
    Produces declared = ofMethod == null ? ofClass : ofMethod;
    return declared == null ? new String[0] : declared.value();
  }
}
