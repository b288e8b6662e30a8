package io.deepgrow.app.segment;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.seg.terminology.RgbColor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The structures that segments can mark. */
@Path("/api/v1/structures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments and clicks")
public class StructureResource {

  /**
   * A structure of the terminology.
   *
   * @param color such as #9d6ca2
   */
  public record StructureView(String id, String label, String color) {}

  private final SegmentService segments;

  StructureResource(SegmentService segments) {
    this.segments = segments;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(summary = "All structures")
  public List<StructureView> list() {
    return segments.structures().stream()
        .map(s -> new StructureView(s.id(), s.label(), hex(s.rgb())))
        .toList();
  }

  static String hex(RgbColor color) {
    return String.format("#%02x%02x%02x", color.red(), color.green(), color.blue());
  }
}
