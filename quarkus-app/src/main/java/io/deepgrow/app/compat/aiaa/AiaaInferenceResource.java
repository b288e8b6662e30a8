package io.deepgrow.app.compat.aiaa;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.answer.MaskFile;
import io.deepgrow.app.compat.form.ClickLists;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.form.MaskForm;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.image.ClientMasks;
import io.deepgrow.app.compat.session.ClientInference;
import io.deepgrow.app.compat.session.ClientSession;
import io.deepgrow.app.compat.session.ClientSessions;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Clicks of AIAA's clients. */
@Path("/v1")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.WILDCARD)
@Tag(name = "AIAA")
@Blocking
public class AiaaInferenceResource {

  private static final String STRUCTURE = "unknown_structure";

  private final FormReader forms;
  private final ClientSessions sessions;
  private final ClientImages images;
  private final ClientInference inference;
  private final ClientMasks masks;
  private final PublishedModels models;
  private final ClientAnswers answers;

  AiaaInferenceResource(
      FormReader forms,
      ClientSessions sessions,
      ClientImages images,
      ClientInference inference,
      ClientMasks masks,
      PublishedModels models,
      ClientAnswers answers) {
    this.forms = forms;
    this.sessions = sessions;
    this.images = images;
    this.inference = inference;
    this.masks = masks;
    this.models = models;
    this.answers = answers;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{call:inference|deepgrow}")
  @Operation(
      summary = "The mask of a click list",
      description =
          "params: foreground, background [[i,j,k],...], current_point, result_extension,"
              + " result_dtype, result_compress. The image comes with ?session_id= or as a file"
              + " part. multipart/form-data of params and mask; the mask alone with ?output=image.")
  public Response deepgrow(
      @QueryParam("model") @DefaultValue(PublishedModels.SOLID) String name,
      @QueryParam("session_id") @DefaultValue("") String session,
      @QueryParam("output") @DefaultValue("") String output,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      PublishedModel model = models.require(name);
      ClickLists clicks = forms.clicks(form);
      MaskForm wanted = MaskForm.of(form.params(), MaskForm.Extension.NIFTI_GZ);
      Optional<ClientSession> used = sessions.use(session);
      ClientImage image =
          used.map(s -> images.of(s.study(), s.series())).orElseGet(() -> sent(form, session));
      String owner = used.map(ClientSession::owner).orElse(ClientInference.Caller.ANYBODY);
      ClientInference.Answer answer =
          inference.infer(new ClientInference.Caller(owner, STRUCTURE), image, model, clicks);
      MaskFile file = masks.file(answer.mask(), image, STRUCTURE, wanted);
      return output.equals("image")
          ? answers.file(file)
          : answers.multipart(Map.of("points", List.of()), file);
    }
  }

  /** The image of a request without a live session. */
  private ClientImage sent(ClientForm form, String session) {
    if (!form.images().isEmpty()) {
      return images.uploaded(form.images());
    }
    if (session.isEmpty()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "An image is missing: send session_id or a file");
    }
    throw new ApiException(
        ErrorCode.CLIENT_SESSION_EXPIRED, "The session is unknown or has expired; open a new one");
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{call:segmentation|dextr3d|mask2polygon|fixpolygon}")
  @Operation(summary = "Calls of models that are not here: always an error that clients show")
  public Response unserved(String call) {
    throw new ApiException(
        ErrorCode.NOT_SERVED,
        "There is no model for '" + call + "' here; click with a deepgrow model instead");
  }
}
