package io.deepgrow.app.compat.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.image.ImageFiles;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sessions of both protocols: one route for all their clients. */
@Path("/session")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.WILDCARD)
@Tag(name = "AIAA and MONAI Label: sessions")
@Blocking
public class ClientSessionResource {

  private final FormReader forms;
  private final SessionOpening opening;
  private final ClientSessions sessions;
  private final ClientImages images;
  private final ClientAnswers answers;
  private final ImageFiles files;
  private final boolean emptyForExpired;

  ClientSessionResource(
      FormReader forms,
      SessionOpening opening,
      ClientSessions sessions,
      ClientImages images,
      ClientAnswers answers,
      ImageFiles files,
      ClientConfig config) {
    this.forms = forms;
    this.opening = opening;
    this.sessions = sessions;
    this.images = images;
    this.answers = answers;
    this.files = files;
    this.emptyForExpired = config.emptyForExpired();
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PUT
  @Operation(
      summary = "Open a session on an image",
      description =
          "The image comes as file parts of any name (one NIfTI, NRRD, MHA or ZIP of DICOM, or the"
              + " DICOM slices), or as JSON {\"dicom\":{\"study_uid\",\"series_uid\"}} from the"
              + " PACS. ?expiry= seconds after the last use.")
  public Response open(
      @QueryParam("expiry") @DefaultValue("0") String expiry,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      ClientSession session = opening.open(form, seconds(expiry));
      return json(
          Map.of("session_id", session.id().toString(), "session_info", SessionInfo.of(session)));
    }
  }

  private static long seconds(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{id}")
  @Operation(
      summary = "A session",
      description = "?update_ts=true counts its expiry from now; ?image=true gives its file.")
  public Response get(
      String id,
      @QueryParam("update_ts") @DefaultValue("false") boolean update,
      @QueryParam("image") @DefaultValue("false") boolean image) {
    var found = update ? sessions.use(id) : sessions.find(id);
    if (found.isEmpty() && emptyForExpired) {
      return json(Map.of());
    }
    ClientSession session = found.orElseThrow(() -> unknown(id));
    return image
        ? answers.file(files.of(images.of(session.study(), session.series())))
        : json(SessionInfo.of(session));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Path("{id}")
  @Operation(summary = "End a session; an uploaded image goes with the last session on it")
  public Response delete(String id) {
    return json(SessionInfo.of(sessions.delete(id).orElseThrow(() -> unknown(id))));
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static ApiException unknown(String id) {
    return new ApiException(
        ErrorCode.CLIENT_SESSION_NOT_FOUND,
        "Session (" + id.replaceAll("[^A-Za-z0-9-]", "_") + ") Not Found");
  }
}
