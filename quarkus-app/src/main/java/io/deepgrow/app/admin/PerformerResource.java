package io.deepgrow.app.admin;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.workitem.performer.PerformerSettings;
import io.deepgrow.app.routing.workitem.performer.PerformerView;
import io.deepgrow.app.routing.workitem.performer.Performers;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Of which worklists we do the work items. */
@Path("/api/v1/routing/performers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: work items")
@Blocking
public class PerformerResource {

  private final Performers performers;
  private final AccessPolicy access;

  PerformerResource(Performers performers, AccessPolicy access) {
    this.performers = performers;
    this.access = access;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(summary = "All enabled connections and what is done of their worklists")
  public List<PerformerView> list() {
    access.requireEverywhere(Role.OPERATOR);
    return performers.list();
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Path("{connection}")
  @Operation(summary = "What is done of the worklist of a PACS")
  public Response get(UUID connection) {
    access.requireEverywhere(Role.OPERATOR);
    return tagged(performers.get(new ConnectionId(connection)));
  }

  @RolesAllowed(Roles.OPERATOR)
  @PUT
  @Path("{connection}")
  @Operation(summary = "Set what is done of the worklist of a PACS")
  public Response put(
      UUID connection,
      @Valid @NotNull PerformerSettings settings,
      @HeaderParam("If-Match") @Nullable String seen) {
    access.requireEverywhere(Role.OPERATOR);
    return tagged(performers.put(connection, SeenRevision.revision(seen), settings));
  }

  private static Response tagged(PerformerView performer) {
    return Response.ok(performer).tag(Integer.toString(performer.revision())).build();
  }
}
