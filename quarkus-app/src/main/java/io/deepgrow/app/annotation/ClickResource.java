package io.deepgrow.app.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.app.segment.IfMatch;
import io.deepgrow.app.segment.Terms;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The clicks of a segment, and corrections of its whole mask. */
@Path("/api/v1/sessions/{id}/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments and clicks")
@Blocking
public class ClickResource {

  /**
   * A correction of the whole mask.
   *
   * @param operation fill-holes, largest-component, interpolate, smooth, margin, remove-islands or
   *     threshold
   * @param millimetres of smooth and margin
   * @param millilitres of remove-islands
   * @param lowest of threshold
   * @param highest of threshold
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EditRequest(
      @NotNull @Nullable String operation,
      @Nullable Double millimetres,
      @Nullable Double millilitres,
      @Nullable Integer lowest,
      @Nullable Integer highest) {

    MaskEdit edit() {
      return new MaskEdit.Request(operation, millimetres, millilitres, lowest, highest).edit();
    }
  }

  private final ClickService clicks;
  private final MaskQuery masks;
  private final RequestKeys keys;

  ClickResource(ClickService clicks, MaskQuery masks, RequestKeys keys) {
    this.clicks = clicks;
    this.masks = masks;
    this.keys = keys;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{number}/clicks")
  @Operation(summary = "The clicks that count, in order")
  public Response list(UUID id, int number) {
    ClickList list = clicks.list(id, number);
    return Response.ok(list, MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, IfMatch.tag(list.revision()))
        .build();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{number}/statistics")
  @Operation(summary = "Volume, mean value and longest diameter of what is marked")
  public SegmentStatistics statistics(UUID id, int number) {
    return SegmentStatistics.of(masks.mask(id, number));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{number}/clicks")
  @Operation(
      summary = "Click",
      description =
          "Answers with the part of the mask that changed. The click is committed before anything"
              + " is computed from it; the same Idempotency-Key gets the same answer again.")
  public Response click(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision,
      @Valid @NotNull ClickRequest request) {
    return answer(
        clicks.click(
            id, number, request, terms(revision, keys.of(id, "click " + number, request, key))));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{number}/undo")
  @Operation(
      summary = "Undo the last click",
      description =
          "With scope=ALL the last change of any kind: when no click is left, that the mask was"
              + " cleared, put or edited.")
  public Response undo(
      UUID id,
      int number,
      @QueryParam("scope") @DefaultValue("CLICKS") String scope,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    return answer(
        clicks.undo(
            id,
            number,
            UndoScope.of(scope),
            terms(revision, keys.of(id, "undo " + number, scope, key))));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{number}/redo")
  @Operation(
      summary = "Bring back the click that was undone last",
      description = "With scope=ALL whatever was undone last.")
  public Response redo(
      UUID id,
      int number,
      @QueryParam("scope") @DefaultValue("CLICKS") String scope,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    return answer(
        clicks.redo(
            id,
            number,
            UndoScope.of(scope),
            terms(revision, keys.of(id, "redo " + number, scope, key))));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Path("{number}/clicks/{click}")
  @Operation(
      summary = "Undo one click, wherever in the order it is",
      description =
          "redo brings it back, unless redoable=false; restore brings it back in any case.")
  public Response remove(
      UUID id,
      int number,
      long click,
      @QueryParam("redoable") @DefaultValue("true") boolean redoable,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    String operation = (redoable ? "remove " : "remove for good ") + number;
    Terms terms = terms(revision, keys.of(id, operation, click, key));
    return answer(clicks.remove(id, number, click, redoable, terms));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{number}/clicks/{click}/restore")
  @Operation(
      summary = "Bring back one undone click, by its number",
      description =
          "Whatever was undone since; one that counts stays. Refused where a change of the whole"
              + " mask lies between the click and the present mask.")
  public Response restore(
      UUID id,
      int number,
      long click,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    return answer(
        clicks.restore(
            id,
            number,
            click,
            terms(revision, keys.of(id, "restore click " + number, click, key))));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Path("{number}/clicks")
  @Operation(summary = "Undo all clicks; undo with scope=ALL brings them back")
  public Response clear(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    return answer(
        clicks.clear(id, number, terms(revision, keys.of(id, "clear " + number, "", key))));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{number}/edits")
  @Operation(
      summary = "Correct the whole mask",
      description =
          "fill-holes takes in what the mask encloses; largest-component leaves the largest"
              + " connected piece; remove-islands takes pieces smaller than millilitres away;"
              + " interpolate fills empty slices between marked ones; smooth smooths the surface with"
              + " a Gaussian of millimetres; margin adds millimetres around the mask, or takes them"
              + " away where they are negative; threshold leaves what lies from lowest to highest."
              + " The clicks so far no longer count; the next ones correct the new mask. Where"
              + " nothing is to be corrected nothing changes, and the clicks stay.")
  public Response edit(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision,
      @Valid @NotNull EditRequest request) {
    MaskEdit edit = request.edit();
    return answer(
        clicks.edit(
            id, number, edit, terms(revision, keys.of(id, "edit " + number, request, key))));
  }

  private static Terms terms(@Nullable String revision, Optional<RequestKey> key) {
    return new Terms(key, IfMatch.of(revision));
  }

  static Response answer(ClickService.Timed timed) {
    return Response.ok(timed.answer(), MediaType.APPLICATION_JSON_TYPE)
        .header("Server-Timing", timed.serverTiming())
        .header(HttpHeaders.ETAG, IfMatch.tag(timed.answer().revision()))
        .build();
  }
}
