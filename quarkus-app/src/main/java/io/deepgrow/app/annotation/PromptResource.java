package io.deepgrow.app.annotation;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.app.segment.IfMatch;
import io.deepgrow.app.segment.Terms;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Boxes, scribbles and lassos in a segment. */
@Path("/api/v1/sessions/{id}/segments/{number}/prompts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments and clicks")
@Blocking
public class PromptResource {

  private final PromptService prompts;
  private final RequestKeys keys;

  PromptResource(PromptService prompts, RequestKeys keys) {
    this.prompts = prompts;
    this.keys = keys;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Operation(
      summary = "Draw a box, a scribble or a lasso",
      description =
          "Adds the clicks that it stands for, at most seven, as one step that undo takes back and"
              + " redo brings again. BOX: at most three positive clicks deep in what resembles the"
              + " middle of the box, then negative ones 5 mm outside the middles of the faces across"
              + " its two shortest axes; a box within one slice is flat. SCRIBBLE: a click for every"
              + " 15 mm begun, at most four, along the middle 120 mm of the line. LASSO: at most"
              + " three clicks deep inside the line, within 60 mm of the deepest. What lies outside"
              + " the volume is left out.")
  public Response draw(
      UUID id,
      int number,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String revision,
      @Valid @NotNull PromptRequest request) {
    Terms terms = new Terms(keys.of(id, "prompt " + number, request, key), IfMatch.of(revision));
    return ClickResource.answer(prompts.draw(id, number, request, terms));
  }
}
