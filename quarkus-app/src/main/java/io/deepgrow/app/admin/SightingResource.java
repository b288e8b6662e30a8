package io.deepgrow.app.admin;

import io.deepgrow.app.Cursor;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.sighting.ReportedBy;
import io.deepgrow.app.routing.sighting.ReportedStudies;
import io.deepgrow.app.routing.sighting.SightingSearch;
import io.deepgrow.app.routing.sighting.SightingState;
import io.deepgrow.app.routing.sighting.SightingView;
import io.deepgrow.app.routing.sighting.Sightings;
import io.deepgrow.dicom.StudyUid;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Studies that PACS have. */
@Path("/api/v1/routing/sightings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: studies")
@Blocking
public class SightingResource {

  /**
   * Studies that somebody has seen.
   *
   * @param connection the name of the PACS; absent for the configured one
   */
  public record SeenStudies(
      @Nullable String connection, @NotNull @Nullable List<String> studyUids) {}

  /** The sightings of reported studies, in their order. */
  public record Reported(List<UUID> sightings) {
    public Reported {
      sightings = List.copyOf(sightings);
    }
  }

  private final Sightings sightings;
  private final SightingSearch search;
  private final AccessPolicy access;

  SightingResource(Sightings sightings, SightingSearch search, AccessPolicy access) {
    this.sightings = sightings;
    this.search = search;
    this.access = access;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(summary = "Sighted studies, the newest first, without their series")
  public SightingSearch.SightingPage list(
      @QueryParam("state") @Nullable SightingState state,
      @QueryParam("studyUid") @Nullable String study,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    access.requireEverywhere(Role.OPERATOR);
    return search.find(new SightingSearch.Filter(state, study), Cursor.of(after), limit);
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Say that a PACS has studies",
      description = "The same study any number of times is one sighting")
  public Response report(@Valid @NotNull SeenStudies request) {
    return reported(request.connection(), ReportedStudies.of(request.studyUids()));
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Path("list")
  @Consumes({"text/csv", MediaType.TEXT_PLAIN})
  @Operation(
      summary = "Say that a PACS has the studies of a list",
      description = "UIDs as text, or the first column of a CSV file")
  public Response reportList(
      @QueryParam("connection") @Nullable String connection, @NotNull String text) {
    return reported(connection, ReportedStudies.ofText(text));
  }

  private Response reported(@Nullable String connection, List<StudyUid> studies) {
    List<UUID> ids =
        studies.stream()
            .map(study -> sightings.report(connection, study, ReportedBy.PERSON))
            .toList();
    return Response.accepted(new Reported(ids)).build();
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Path("{id}")
  @Operation(summary = "A sighted study with its series")
  public SightingView get(UUID id) {
    access.requireEverywhere(Role.OPERATOR);
    return search.get(id);
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/again")
  @Operation(
      summary = "Look at a study anew and have the rules decide again",
      description = "What they order again for the same content is not done twice")
  public Response again(UUID id) {
    access.requireEverywhere(Role.OPERATOR);
    sightings.again(id);
    return Response.accepted().build();
  }
}
