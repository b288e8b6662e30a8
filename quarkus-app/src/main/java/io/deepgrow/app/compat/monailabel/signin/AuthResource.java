package io.deepgrow.app.compat.monailabel.signin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.security.AccessGuard;
import io.deepgrow.app.security.OpenToAll;
import io.deepgrow.app.security.Verdict;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * How Slicer's plugin signs in: the service's token is the password, under any name, and comes back
 * as the token to send.
 */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MONAI Label: signing in")
@OpenToAll
public class AuthResource {

  private static final String REALM = "deepgrow-pacs";

  private final AccessGuard guard;

  AuthResource(AccessGuard guard) {
    this.guard = guard;
  }

  @GET
  @Operation(summary = "Whether callers must sign in; 404 when not")
  public Map<String, Object> enabled() {
    if (guard.isAnonymous()) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Nobody has to sign in here");
    }
    return Map.of("enabled", true, "client_id", REALM, "realm", REALM);
  }

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @NonBlocking
  @Operation(summary = "The token for a password", description = "urlencoded username, password")
  public Map<String, Object> token(String body, @Context HttpServerRequest request) {
    String password = FormReader.urlencoded(body).getOrDefault("password", "");
    if (!guard.knows(password)) {
      String sender =
          request.remoteAddress() == null
              ? ""
              : String.valueOf(request.remoteAddress().hostAddress());
      throw guard.verdict("Bearer " + password, sender) == Verdict.GUESSING
          ? new ApiException(
              ErrorCode.TOO_MANY_GUESSES, "Too many wrong passwords came from your address")
          : new ApiException(ErrorCode.UNAUTHENTICATED, "The password is not the token");
    }
    return Map.of("access_token", password, "token_type", "Bearer");
  }
}
