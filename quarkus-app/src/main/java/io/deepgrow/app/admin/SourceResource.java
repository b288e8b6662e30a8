package io.deepgrow.app.admin;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.sighting.SourceSettings;
import io.deepgrow.app.routing.sighting.SourceView;
import io.deepgrow.app.routing.sighting.StudySources;
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

/** Which PACS are watched for new studies. */
@Path("/api/v1/routing/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: studies")
@Blocking
public class SourceResource {

  private final StudySources sources;
  private final AccessPolicy access;

  SourceResource(StudySources sources, AccessPolicy access) {
    this.sources = sources;
    this.access = access;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(summary = "All enabled connections and how they are watched")
  public List<SourceView> list() {
    access.requireEverywhere(Role.OPERATOR);
    return sources.list();
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Path("{connection}")
  @Operation(summary = "How a PACS is watched")
  public Response get(UUID connection) {
    access.requireEverywhere(Role.OPERATOR);
    return tagged(sources.get(new ConnectionId(connection)));
  }

  @RolesAllowed(Roles.OPERATOR)
  @PUT
  @Path("{connection}")
  @Operation(summary = "Set how a PACS is watched")
  public Response put(
      UUID connection,
      @Valid @NotNull SourceSettings settings,
      @HeaderParam("If-Match") @Nullable String seen) {
    access.requireEverywhere(Role.OPERATOR);
    return tagged(sources.put(connection, SeenRevision.revision(seen), settings));
  }

  private static Response tagged(SourceView source) {
    return Response.ok(source).tag(Integer.toString(source.revision())).build();
  }
}
