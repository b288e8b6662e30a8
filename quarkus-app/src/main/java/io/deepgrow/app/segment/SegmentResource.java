package io.deepgrow.app.segment;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.seg.terminology.StructureCode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Segments of a session. */
@Path("/api/v1/sessions/{id}/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments and clicks")
@Blocking
public class SegmentResource {

  /**
   * What to mark.
   *
   * @param structure an id of the terminology such as {@code spleen}
   * @param keepsOthers whether it takes no voxel that another segment has; absent: it may
   */
  public record SegmentRequest(
      @NotNull @Nullable String structure, @Nullable Boolean keepsOthers) {}

  /** Another structure or label, a lock, a word on the others; what is absent stays. */
  public record SegmentChange(
      @Nullable String structure,
      @Nullable String label,
      @Nullable Boolean locked,
      @Nullable Boolean keepsOthers) {}

  /**
   * A segment.
   *
   * @param color 0xRRGGBB as text, such as #9d6ca2
   * @param locked whether its mask must stay as it is
   * @param keepsOthers whether it takes no voxel that another segment has
   * @param revision of its mask, which the ETag says too; 0 before the first
   */
  public record SegmentView(
      int number,
      String structure,
      String label,
      String color,
      boolean locked,
      boolean keepsOthers,
      int revision) {}

  private final SegmentService segments;
  private final RequestKeys keys;

  SegmentResource(SegmentService segments, RequestKeys keys) {
    this.segments = segments;
    this.keys = keys;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Operation(summary = "Add a segment")
  public Response add(
      UUID id,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @Valid @NotNull SegmentRequest request) {
    SegmentSnapshot segment =
        segments.add(
            id,
            String.valueOf(request.structure()),
            Boolean.TRUE.equals(request.keepsOthers()),
            keys.of(id, "add segment", request, key));
    return Response.created(URI.create("/api/v1/sessions/" + id + "/segments/" + segment.number()))
        .entity(view(segment))
        .header(HttpHeaders.ETAG, IfMatch.tag(segment.revision()))
        .build();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "All segments of a session",
      description = "With deleted=true those that were deleted instead, the last one first.")
  public List<SegmentView> list(
      UUID id, @QueryParam("deleted") @DefaultValue("false") boolean deleted) {
    return (deleted ? segments.deleted(id) : segments.list(id)).stream().map(this::view).toList();
  }

  private SegmentView view(SegmentSnapshot segment) {
    StructureCode code = segments.code(segment);
    return new SegmentView(
        segment.number(),
        code.id(),
        code.label(),
        StructureResource.hex(code.rgb()),
        segment.locked(),
        segment.keepsOthers(),
        segment.revision());
  }

  private Response answer(SegmentSnapshot segment) {
    return Response.ok(view(segment), MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, IfMatch.tag(segment.revision()))
        .build();
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PATCH
  @Path("{number}")
  @Operation(
      summary = "Give a segment another structure or label, lock or unlock it",
      description =
          "What is absent stays. A locked segment takes no click, no mask and no edit (409"
              + " segment.locked), and in results no other segment covers it.")
  public Response change(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision,
      @Valid @NotNull SegmentChange change) {
    return answer(
        segments.change(
            id,
            number,
            change.structure(),
            change.label(),
            change.locked(),
            change.keepsOthers(),
            new Terms(keys.of(id, "change segment " + number, change, key), IfMatch.of(revision))));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Path("{number}")
  @Operation(summary = "Take a segment out of its session; restore brings it back")
  public void delete(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    segments.delete(
        id,
        number,
        new Terms(keys.of(id, "delete segment " + number, "", key), IfMatch.of(revision)));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{number}/restore")
  @Operation(summary = "Bring a deleted segment back as it was; one that is there stays")
  public Response restore(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision) {
    return answer(
        segments.restore(
            id,
            number,
            new Terms(keys.of(id, "restore segment " + number, "", key), IfMatch.of(revision))));
  }
}
