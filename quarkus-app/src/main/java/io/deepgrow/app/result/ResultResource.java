package io.deepgrow.app.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.idempotency.RequestKeys;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Results of a session on their way to the PACS. */
@Path("/api/v1/sessions/{id}/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Results")
@Blocking
public class ResultResource {

  private static final int MAX_BODY = 4096;

  /**
   * What a result is called and where it goes.
   *
   * @param name in the list of series; absent: Segmentation
   * @param target the name of a connection to a PACS; absent, that of the series where it stores,
   *     else the configured one
   */
  public record ResultRequest(@Nullable String name, @Nullable String target) {
    static final ResultRequest EMPTY = new ResultRequest(null, null);
  }

  private final ResultService results;
  private final ObjectMapper json;

  ResultResource(ResultService results, ObjectMapper json) {
    this.results = results;
    this.json = json;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Store all segments as one DICOM SEG",
      description =
          "Answers 202 as soon as the object is committed here; it is then sent until the PACS has"
              + " it, read back and compared. The same Idempotency-Key is the same result.")
  public Response submit(
      UUID id,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key,
      @RequestBody(
              required = false,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = ResultRequest.class)))
          InputStream body) {
    ResultRequest request = request(body);
    ResultView result =
        results.submit(id, RequestKeys.checked(key), request.name(), request.target());
    return Response.accepted(result)
        .location(URI.create("/api/v1/sessions/" + id + "/results/" + result.id()))
        .build();
  }

  /** A request, which may have no body. */
  private ResultRequest request(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MAX_BODY);
      ResultRequest request = bytes.length == 0 ? null : json.readValue(bytes, ResultRequest.class);
      return request == null ? ResultRequest.EMPTY : request;
    } catch (IOException e) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "The body is JSON such as {\"name\":\"Spleen\"}");
    }
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(summary = "All results of a session")
  public List<ResultView> list(UUID id) {
    return results.list(id);
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{result}")
  @Operation(summary = "A result: PENDING, STORED, VERIFIED or REJECTED with the reason")
  public ResultView get(UUID id, UUID result) {
    return results.require(id, result);
  }
}
