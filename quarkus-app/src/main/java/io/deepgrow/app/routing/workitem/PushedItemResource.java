package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A worklist of our own (UPS-RS), to which requesters push. */
@Path("/api/v1/workitems")
@Tag(name = "Routing: work items")
@Blocking
public class PushedItemResource {

  private static final String DICOM_JSON = "application/dicom+json";
  private static final int MOST_BYTES = 1 << 20;

  private final PushedItems items;

  PushedItemResource(PushedItems items) {
    this.items = items;
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Consumes(DICOM_JSON)
  @Operation(
      summary = "Create a work item",
      description =
          "PS3.18 11.4: one data set in DICOM JSON of at most a megabyte. What is done for it is that"
              + " of the performer of the PACS that has its input")
  public Response create(
      @QueryParam("workitem") @Nullable String workitem, InputStream body, @Context UriInfo uri) {
    String uid = items.create(bytes(body), workitem);
    return Response.created(uri.getAbsolutePathBuilder().path(uid).build()).build();
  }

  private static byte[] bytes(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ApiException(
            ErrorCode.WORKITEM_UNUSABLE, "A work item has at most " + MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new ApiException(ErrorCode.WORKITEM_UNUSABLE, "The body broke off");
    }
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @GET
  @Path("{uid}")
  @Produces(DICOM_JSON)
  @Operation(
      summary = "A work item that was pushed",
      description = "PS3.18 11.5: its state, how far it is, and what came of it")
  public byte[] get(String uid) {
    return items.get(uid);
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Path("{uid}/cancelrequest")
  @Operation(
      summary = "Request that a work item be cancelled",
      description = "PS3.18 11.7: its job ends before its next step")
  public Response cancel(String uid) {
    items.cancel(uid);
    return Response.accepted().build();
  }
}
