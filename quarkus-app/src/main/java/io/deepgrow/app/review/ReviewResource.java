package io.deepgrow.app.review;

import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.app.session.ReviewState;
import io.deepgrow.volume.grid.PatientPoint;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reviews of results. */
@Path("/api/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
@Blocking
public class ReviewResource {

  /**
   * Why a result goes back.
   *
   * @param comment what is wrong
   * @param segment the number of the segment it is about
   * @param k the slice along the normal, from 0
   * @param patient a point in LPS mm
   */
  public record GiveBack(
      @NotNull @Nullable String comment,
      @Nullable Integer segment,
      @Nullable Integer k,
      @Nullable PatientPoint patient) {}

  private final Reviews reviews;
  private final Reviewing reviewing;
  private final Adjudication adjudication;

  ReviewResource(Reviews reviews, Reviewing reviewing, Adjudication adjudication) {
    this.reviews = reviews;
    this.reviewing = reviewing;
    this.adjudication = adjudication;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @GET
  @Operation(
      summary = "Reviews, the newest first",
      description =
          "Those of projects in which the caller is a REVIEWER, and those of the caller's own"
              + " results")
  public Reviews.ReviewPage list(
      @QueryParam("state") @Nullable ReviewState state,
      @QueryParam("project") @Nullable UUID project,
      @QueryParam("mine") @DefaultValue("false") boolean mine,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return reviews.find(new Reviews.Filter(state, project, mine), Cursor.of(after), limit);
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @GET
  @Path("{id}")
  @Operation(summary = "A review: AWAITED, ACCEPTED, RETURNED or SUPERSEDED")
  public ReviewView get(UUID id) {
    return reviews.get(id);
  }

  @RolesAllowed(Roles.REVIEWER)
  @POST
  @Path("{id}/claim")
  @Operation(
      summary = "Take a review",
      description = "Also one that another reviewer has taken; it is theirs no longer")
  public ReviewView claim(UUID id) {
    return reviewing.claim(id);
  }

  @RolesAllowed(Roles.REVIEWER)
  @POST
  @Path("{id}/accept")
  @Operation(
      summary = "Accept a result",
      description =
          "One that waited is sent, one that was sent before is stored again as an object that"
              + " refers to it; both name the reviewer")
  public ReviewView accept(UUID id) {
    return reviewing.accept(id);
  }

  @RolesAllowed(Roles.REVIEWER)
  @POST
  @Path("{id}/return")
  @Operation(
      summary = "Return a result to who made it",
      description = "Its session is theirs and open again; it says what the comment is and where")
  public ReviewView giveBack(UUID id, @Valid @NotNull GiveBack request) {
    ReviewPlace place = new ReviewPlace(request.segment(), request.k(), request.patient());
    return reviewing.giveBack(id, Objects.requireNonNull(request.comment()), place);
  }

  @RolesAllowed(Roles.REVIEWER)
  @POST
  @Path("{id}/choose")
  @Operation(
      summary = "Make a copy the project's last word on its study",
      description =
          "One of the accepted copies, or a result of the caller's own; it is sent, and the other"
              + " copies never are")
  public ReviewView choose(UUID id) {
    return adjudication.choose(id);
  }
}
