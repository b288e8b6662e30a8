package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.review.Adjudication;
import io.deepgrow.app.review.ReviewPictures;
import io.deepgrow.app.review.Reviewing;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.volume.picture.OverlayImage;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One review: what was stored, how it came about, and what the reviewer makes of it. */
@Path("/console/reviews/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ANNOTATOR)
public class ReviewPages {

  private static final int MOST_SEGMENTS = 255;
  private static final int MOST_SLICES = 65_535;

  private final ReviewSheets sheets;
  private final ReviewPictures pictures;
  private final Reviewing reviewing;
  private final Adjudication adjudication;

  ReviewPages(
      ReviewSheets sheets,
      ReviewPictures pictures,
      Reviewing reviewing,
      Adjudication adjudication) {
    this.sheets = sheets;
    this.pictures = pictures;
    this.reviewing = reviewing;
    this.adjudication = adjudication;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(
      UUID id, @QueryParam("k") @Nullable String k, @QueryParam("done") @Nullable String done) {
    return sheets.page(id, slice(k), Done.text(done), "", "");
  }

  /** The slice of an address; null for what is none. */
  private static @Nullable Integer slice(@Nullable String k) {
    return k != null && k.matches("\\d{1,5}") ? Integer.valueOf(k) : null;
  }

  /** A slice with what is painted over it. */
  @GET
  @Path("slice")
  @Produces("image/png")
  @Operation(hidden = true)
  public Response slice(
      UUID id, @QueryParam("k") @Nullable String k, @QueryParam("show") @Nullable String show) {
    ReviewPictures.Show what = FilterFields.constant(ReviewPictures.Show.class, show);
    Integer number = slice(k);
    BufferedImage image =
        pictures.slice(
            id,
            number == null ? 0 : number,
            Objects.requireNonNullElse(what, ReviewPictures.Show.RESULT));
    StreamingOutput body = out -> OverlayImage.writePng(image, out);
    return Response.ok(body).build();
  }

  @POST
  @Path("claim")
  @RolesAllowed(Roles.REVIEWER)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response claim(UUID id) {
    return answer(id, Done.REVIEW_TAKEN, () -> reviewing.claim(id));
  }

  @POST
  @Path("accept")
  @RolesAllowed(Roles.REVIEWER)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response accept(UUID id) {
    return answer(id, Done.RESULT_ACCEPTED, () -> reviewing.accept(id));
  }

  @POST
  @Path("choose")
  @RolesAllowed(Roles.REVIEWER)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response choose(UUID id) {
    return answer(id, Done.COPY_CHOSEN, () -> adjudication.choose(id));
  }

  @POST
  @Path("return")
  @RolesAllowed(Roles.REVIEWER)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response giveBack(
      UUID id,
      @FormParam("comment") @Nullable String comment,
      @FormParam("segment") @Nullable String segment,
      @FormParam("k") @Nullable String k) {
    return Forms.answer(
        () -> {
          Integer number = optional(segment, "The segment", MOST_SEGMENTS);
          Integer slice = optional(k, "The slice", MOST_SLICES);
          reviewing.giveBack(id, Forms.text(comment), new ReviewPlace(number, slice, null));
          return sheets.at(id, Done.RESULT_RETURNED);
        },
        problem -> sheets.page(id, slice(k), "", problem, Forms.text(comment)));
  }

  private static @Nullable Integer optional(@Nullable String field, String what, int most) {
    return Forms.text(field).isEmpty() ? null : (Integer) Forms.number(field, what, most);
  }

  private Response answer(UUID id, Done done, Runnable deed) {
    return Forms.answer(
        () -> {
          deed.run();
          return sheets.at(id, done);
        },
        problem -> sheets.page(id, null, "", problem, ""));
  }
}
