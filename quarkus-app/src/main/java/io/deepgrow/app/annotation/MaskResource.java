package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Turns;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.app.segment.IfMatch;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.file.NrrdEncoding;
import io.deepgrow.volume.grid.Plane;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A segment's mask in the format that Accept asks for. */
@Path("/api/v1/sessions/{id}/segments/{number}/mask")
@Tag(name = "Masks")
@Blocking
public class MaskResource {

  private final MaskQuery masks;
  private final SegmentService segments;
  private final ClickService clicks;
  private final Turns turns;

  MaskResource(MaskQuery masks, SegmentService segments, ClickService clicks, Turns turns) {
    this.clicks = clicks;
    this.turns = turns;
    this.masks = masks;
    this.segments = segments;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Produces("application/octet-stream")
  @Operation(
      summary = "Packed bits",
      description =
          "Bits of the mask's box: i fastest, lowest bit first. The headers Mask-Box-Start and"
              + " Mask-Box-End say where; Mask-Revision which.")
  public Response bits(UUID id, int number) {
    MaskQuery.SegmentMask mask = masks.mask(id, number);
    Optional<VoxelBox> box = mask.current().mask().boundingBox();
    Response.ResponseBuilder answer =
        Response.ok(box.map(b -> mask.current().mask().packedBits(b)).orElse(new byte[0]))
            .header("Mask-Revision", mask.current().revision())
            .header(HttpHeaders.ETAG, IfMatch.tag(mask.current().revision()));
    box.ifPresent(
        b ->
            answer
                .header("Mask-Box-Start", b.start().i() + "," + b.start().j() + "," + b.start().k())
                .header("Mask-Box-End", b.end().i() + "," + b.end().j() + "," + b.end().k()));
    return answer.build();
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PUT
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Start from a mask",
      description =
          "Packed bits as GET gives them, with the headers Mask-Box-Start and Mask-Box-End; without"
              + " them the mask is empty. The clicks so far no longer count; the next ones correct"
              + " this mask.")
  public Response start(
      UUID id,
      int number,
      @HeaderParam("Mask-Box-Start") @Nullable String start,
      @HeaderParam("Mask-Box-End") @Nullable String end,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision,
      InputStream body) {
    MaskUpload upload = new MaskUpload(start, end, body);
    return ClickResource.answer(clicks.start(id, number, upload, IfMatch.of(revision), key));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Produces("application/x-nifti")
  @Operation(summary = "NIfTI, gzip")
  public Response nifti(UUID id, int number) {
    Mask mask = masks.download(id, number);
    StreamingOutput body =
        out ->
            turns.pack(
                out,
                packed -> {
                  GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16);
                  Nifti.write(mask, gzip);
                  gzip.finish();
                });
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"mask.nii.gz\"")
        .build();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Produces("application/x-nrrd")
  @Operation(summary = "NRRD, gzip")
  public Response nrrd(UUID id, int number) {
    Mask mask = masks.download(id, number);
    StreamingOutput body =
        out -> turns.pack(out, packed -> Nrrd.write(mask, packed, NrrdEncoding.GZIP));
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"mask.nrrd\"")
        .build();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Produces("image/png")
  @Operation(summary = "One axial slice with the mask over it", description = "?k= slice from zero")
  public Response png(UUID id, int number, @QueryParam("k") @Nullable Integer k) {
    MaskQuery.SegmentMask mask = masks.mask(id, number);
    Volume volume = mask.series().volume();
    int slice =
        k != null
            ? k
            : mask.current()
                .mask()
                .boundingBox()
                .map(b -> (b.start().k() + b.end().k()) / 2)
                .orElse(volume.size().k() / 2);
    if (slice < 0 || slice >= volume.size().k()) {
      throw new ApiException(
          ErrorCode.SLICE_NOT_FOUND, "k runs from 0 to " + (volume.size().k() - 1));
    }
    int rgb = segments.code(mask.segment().structureId()).rgb().packed();
    StreamingOutput body =
        out ->
            OverlayImage.writePng(
                new OverlayImage(volume, GreyWindow.ABDOMEN)
                    .render(mask.current().mask(), Plane.AXIAL, slice, rgb),
                out);
    return Response.ok(body).build();
  }
}
