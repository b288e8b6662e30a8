package io.deepgrow.app.admin;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.secret.KeyRotation;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The key that seals secrets. */
@Path("/api/v1/admin/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: connections")
@RolesAllowed(Roles.ADMIN)
@Blocking
public class SecretResource {

  private final KeyRotation rotation;
  private final AccessPolicy access;

  SecretResource(KeyRotation rotation, AccessPolicy access) {
    this.rotation = rotation;
    this.access = access;
  }

  @POST
  @Path("rotation")
  @Operation(
      summary = "Seal the keys of all secrets with the present master key",
      description =
          "Afterwards earlier keys (deepgrow.secrets.former-key-files) are needed no more")
  public KeyRotation.Rotated rotate() {
    access.requireEverywhere(Role.ADMIN);
    return rotation.rotate();
  }
}
