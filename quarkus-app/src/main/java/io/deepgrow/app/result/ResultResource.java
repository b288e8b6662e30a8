package io.deepgrow.app.result;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Results of a session on their way to the PACS. */
@Path("/api/v1/sessions/{id}/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Results")
@Blocking
public class ResultResource {

  private static final int MAX_KEY = 120;

  private final ResultService results;

  ResultResource(ResultService results) {
    this.results = results;
  }

  @POST
  @Operation(
      summary = "Store all segments as one DICOM SEG",
      description =
          "Answers 202 as soon as the object is committed here; it is then sent until the PACS has"
              + " it, read back and compared. The same Idempotency-Key is the same result.")
  public Response submit(UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "Idempotency-Key has 1 to " + MAX_KEY + " characters");
    }
    ResultView result = results.submit(id, key);
    return Response.accepted(result)
        .location(URI.create("/api/v1/sessions/" + id + "/results/" + result.id()))
        .build();
  }

  @GET
  @Operation(summary = "All results of a session")
  public List<ResultView> list(UUID id) {
    return results.list(id);
  }

  @GET
  @Path("{result}")
  @Operation(summary = "A result: PENDING, STORED, VERIFIED or REJECTED with the reason")
  public ResultView get(UUID id, UUID result) {
    return results.require(id, result);
  }
}
