package io.deepgrow.app.admin;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.dryrun.DryRunView;
import io.deepgrow.app.routing.dryrun.DryRuns;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How dry runs are. */
@Path("/api/v1/routing/dry-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: rules")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class DryRunResource {

  private final DryRuns dryRuns;

  DryRunResource(DryRuns dryRuns) {
    this.dryRuns = dryRuns;
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A dry run")
  public DryRunView get(UUID id) {
    return dryRuns.get(id);
  }
}
