package io.deepgrow.app.overview;

import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the service is doing, for those who run it. */
@Path("/api/v1/admin/overview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: running it")
@Blocking
public class OverviewResource {

  private final OverviewService overview;

  OverviewResource(OverviewService overview) {
    this.overview = overview;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(summary = "What is up, how fast, and what waits")
  public Overview get() {
    return overview.now();
  }
}
