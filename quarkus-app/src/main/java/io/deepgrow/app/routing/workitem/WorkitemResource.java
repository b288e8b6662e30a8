package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Work items of worklists, and those that were pushed. */
@Path("/api/v1/routing/workitems")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: work items")
@Blocking
public class WorkitemResource {

  private final Workitems items;
  private final WorkitemSearch search;

  WorkitemResource(Workitems items, WorkitemSearch search) {
    this.items = items;
    this.search = search;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(
      summary = "Work items, the newest first",
      description = "Those of studies in which the caller is an OPERATOR")
  public WorkitemSearch.WorkitemPage list(
      @QueryParam("state") @Nullable ItemState state,
      @QueryParam("study") @Nullable String study,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return search.find(new WorkitemSearch.Filter(state, study), Cursor.of(after), limit);
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Path("{id}")
  @Operation(summary = "A work item")
  public WorkitemView get(UUID id) {
    return items.get(id);
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/cancel")
  @Operation(
      summary = "Give a work item up",
      description =
          "Its job is cancelled, and its worklist hears of it; one whose results are stored by then"
              + " is completed")
  public WorkitemView cancel(UUID id) {
    return items.cancel(id);
  }
}
