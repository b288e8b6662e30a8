package io.deepgrow.app.admin;

import io.deepgrow.app.account.SigningIn;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links that sign their owner in once. */
@Path("/api/v1/me/links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Who I am")
@RolesAllowed({Roles.VIEWER, Roles.AUDITOR})
@Blocking
public class LinkResource {

  /**
   * A link.
   *
   * @param path of this service, to be opened within a quarter of an hour
   */
  public record Link(String path) {}

  private final SigningIn signingIn;

  LinkResource(SigningIn signingIn) {
    this.signingIn = signingIn;
  }

  @POST
  @Operation(
      summary = "Make a link that signs me in once",
      description = "For another browser, within a quarter of an hour.")
  public Response make() {
    Link link = new Link("/sign-in/link?code=" + signingIn.link());
    return Response.created(URI.create("/sign-in/link")).entity(link).build();
  }
}
