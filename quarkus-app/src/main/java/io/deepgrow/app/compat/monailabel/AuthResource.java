package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.ClientForm;
import io.deepgrow.app.compat.FormReader;
import io.deepgrow.app.security.AccessGuard;
import io.deepgrow.app.security.OpenToAll;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * How Slicer's plugin signs in: the service's token is the password, under any name, and comes back
 * as the token to send.
 */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: signing in")
@OpenToAll
@Blocking
public class AuthResource {

  private static final String REALM = "deepgrow-pacs";

  private final AccessGuard guard;
  private final FormReader forms;

  AuthResource(AccessGuard guard, FormReader forms) {
    this.guard = guard;
    this.forms = forms;
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
  @Operation(summary = "The token for a password", description = "urlencoded username, password")
  public Map<String, Object> token(
      @HeaderParam("Content-Type") @DefaultValue("") String type, InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      String password = form.field("password").orElse("");
      if (!guard.knows(password)) {
        throw new ApiException(ErrorCode.UNAUTHENTICATED, "The password is not the token");
      }
      return Map.of("access_token", password, "token_type", "Bearer");
    }
  }
}
