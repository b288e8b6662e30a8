package io.deepgrow.app.compat.monailabel.signin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.account.Keys;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.security.Admission;
import io.deepgrow.app.security.ConfiguredToken;
import io.deepgrow.app.security.Identities;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
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
 * How Slicer's plugin signs in: with the name and password of an account it gets an API key of some
 * hours. The configured token is a password too, under any name, and comes back as it is.
 */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MONAI Label: signing in")
@PermitAll
public class AuthResource {

  private static final String REALM = "deepgrow-pacs";

  private final Admission admission;
  private final ConfiguredToken token;
  private final Keys keys;

  AuthResource(Admission admission, ConfiguredToken token, Keys keys) {
    this.admission = admission;
    this.token = token;
    this.keys = keys;
  }

  @GET
  @Operation(summary = "Whether callers must sign in; 404 when not")
  public Map<String, Object> enabled() {
    if (admission.isAnonymous()) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Nobody has to sign in here");
    }
    return Map.of("enabled", true, "client_id", REALM, "realm", REALM);
  }

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Blocking
  @Operation(summary = "A key for name and password", description = "urlencoded username, password")
  public Map<String, Object> token(String body, @Context HttpServerRequest request) {
    Map<String, String> form = FormReader.urlencoded(body);
    String password = form.getOrDefault("password", "");
    String key =
        token.is(password)
            ? password
            : keys.forClient(
                form.getOrDefault("username", ""), password, Identities.address(request));
    return Map.of("access_token", key, "token_type", "Bearer");
  }
}
