package io.deepgrow.app.admin;

import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.decision.Decisions;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why a study was worked on, or was not. */
@Path("/api/v1/routing/sightings/{id}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: rules")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class SightingDecisionResource {

  private final Decisions decisions;

  SightingDecisionResource(Decisions decisions) {
    this.decisions = decisions;
  }

  @GET
  @Operation(
      summary = "What rules said of a study, and why",
      description = "The newest first; none where no rule has been asked about it.")
  public Decisions.DecisionPage list(
      UUID id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return decisions.ofSighting(id, Cursor.of(after), limit);
  }
}
