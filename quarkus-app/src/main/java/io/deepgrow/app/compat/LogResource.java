package io.deepgrow.app.compat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log, as clients of both protocols link to it. */
@Path("/logs")
@Produces(MediaType.WILDCARD)
@Tag(name = "AIAA and MONAI Label: log")
public class LogResource {

  private final LogBuffer log;

  LogResource(LogBuffer log) {
    this.log = log;
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @GET
  @Operation(summary = "The last lines of the log, as plain text")
  public Response lines(@QueryParam("lines") @DefaultValue("300") int lines) {
    return Response.ok(String.join("\n", log.last(lines)) + "\n", "text/plain; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @GET
  @Path("gpu")
  @Operation(summary = "State of the GPU: not told, always 404")
  public Response gpu() {
    throw new ApiException(ErrorCode.NOT_FOUND, "The state of the GPU is not told here");
  }
}
