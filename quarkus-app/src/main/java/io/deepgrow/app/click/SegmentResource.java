package io.deepgrow.app.click;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.seg.StructureCode;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Segments of a session, and the clicks in them. */
@Path("/api/v1/sessions/{id}/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments and clicks")
@Blocking
public class SegmentResource {

  private static final int MAX_KEY = 120;

  /** What to mark, by an id of the terminology such as {@code spleen}. */
  public record SegmentRequest(@NotNull @Nullable String structure) {}

  /** Another structure or label, or a lock; what is absent stays. */
  public record SegmentChange(
      @Nullable String structure, @Nullable String label, @Nullable Boolean locked) {}

  /** A correction of the whole mask: fill-holes or largest-component. */
  public record EditRequest(@NotNull @Nullable String operation) {}

  /**
   * A segment.
   *
   * @param color 0xRRGGBB as text, such as #9d6ca2
   * @param locked whether its mask must stay as it is
   */
  public record SegmentView(
      int number, String structure, String label, String color, boolean locked) {}

  private final SegmentService segments;
  private final ClickService clicks;
  private final MaskQuery masks;

  SegmentResource(SegmentService segments, ClickService clicks, MaskQuery masks) {
    this.segments = segments;
    this.clicks = clicks;
    this.masks = masks;
  }

  @POST
  @Operation(summary = "Add a segment")
  public Response add(UUID id, @Valid @NotNull SegmentRequest request) {
    SegmentKey segment = segments.add(id, String.valueOf(request.structure()));
    return Response.created(URI.create("/api/v1/sessions/" + id + "/segments/" + segment.number()))
        .entity(view(segment))
        .build();
  }

  @GET
  @Operation(
      summary = "All segments of a session",
      description = "With deleted=true those that were deleted instead, the last one first.")
  public List<SegmentView> list(
      UUID id, @QueryParam("deleted") @DefaultValue("false") String deleted) {
    if (!deleted.equals("true") && !deleted.equals("false")) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "deleted is true or false");
    }
    return (deleted.equals("true") ? segments.deleted(id) : segments.list(id))
        .stream().map(this::view).toList();
  }

  private SegmentView view(SegmentKey segment) {
    StructureCode code = segments.code(segment);
    return new SegmentView(
        segment.number(),
        code.id(),
        code.label(),
        StructureResource.hex(code.rgb()),
        segment.locked());
  }

  @PATCH
  @Path("{number}")
  @Operation(
      summary = "Give a segment another structure or label, lock or unlock it",
      description =
          "What is absent stays. A locked segment takes no click, no mask and no edit (409"
              + " segment.locked), and in results no other segment covers it.")
  public SegmentView change(UUID id, int number, @Valid @NotNull SegmentChange change) {
    return view(segments.change(id, number, change.structure(), change.label(), change.locked()));
  }

  @DELETE
  @Path("{number}")
  @Operation(summary = "Take a segment out of its session; restore brings it back")
  public void delete(UUID id, int number) {
    segments.delete(id, number);
  }

  @POST
  @Path("{number}/restore")
  @Operation(summary = "Bring a deleted segment back as it was; one that is there stays")
  public SegmentView restore(UUID id, int number) {
    return view(segments.restore(id, number));
  }

  @GET
  @Path("{number}/clicks")
  @Operation(summary = "The clicks that count, in order")
  public ClickList list(UUID id, int number) {
    return clicks.list(id, number);
  }

  @GET
  @Path("{number}/statistics")
  @Operation(summary = "Volume, mean value and longest diameter of what is marked")
  public SegmentStatistics statistics(UUID id, int number) {
    return SegmentStatistics.of(masks.mask(id, number));
  }

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
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull ClickRequest request) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "Idempotency-Key has 1 to " + MAX_KEY + " characters");
    }
    return answer(clicks.click(id, number, request, key));
  }

  @POST
  @Path("{number}/undo")
  @Operation(
      summary = "Undo the last click",
      description =
          "With scope=ALL the last change of any kind: when no click is left, that the mask was"
              + " cleared, put or edited.")
  public Response undo(
      UUID id, int number, @QueryParam("scope") @DefaultValue("CLICKS") String scope) {
    return answer(clicks.undo(id, number, UndoScope.of(scope)));
  }

  @POST
  @Path("{number}/redo")
  @Operation(
      summary = "Bring back the click that was undone last",
      description = "With scope=ALL whatever was undone last.")
  public Response redo(
      UUID id, int number, @QueryParam("scope") @DefaultValue("CLICKS") String scope) {
    return answer(clicks.redo(id, number, UndoScope.of(scope)));
  }

  @DELETE
  @Path("{number}/clicks/{click}")
  @Operation(summary = "Undo one click, wherever in the order it is; redo brings it back")
  public Response remove(UUID id, int number, long click) {
    return answer(clicks.remove(id, number, click));
  }

  @DELETE
  @Path("{number}/clicks")
  @Operation(summary = "Undo all clicks; undo with scope=ALL brings them back")
  public Response clear(UUID id, int number) {
    return answer(clicks.clear(id, number));
  }

  @POST
  @Path("{number}/edits")
  @Operation(
      summary = "Correct the whole mask",
      description =
          "fill-holes takes in what the mask encloses; largest-component leaves the largest"
              + " connected piece. The clicks so far no longer count; the next ones correct the"
              + " new mask.")
  public Response edit(UUID id, int number, @Valid @NotNull EditRequest request) {
    return answer(clicks.edit(id, number, MaskEdit.of(String.valueOf(request.operation()))));
  }

  static Response answer(ClickService.Timed timed) {
    return Response.ok(timed.json(), MediaType.APPLICATION_JSON_TYPE)
        .header("Server-Timing", timed.serverTiming())
        .build();
  }
}
