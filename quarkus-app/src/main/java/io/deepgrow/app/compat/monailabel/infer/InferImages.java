package io.deepgrow.app.compat.monailabel.infer;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.MaskForm;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.image.ImageFiles;
import io.deepgrow.app.compat.session.ClientInference;
import io.deepgrow.app.compat.session.ClientSession;
import io.deepgrow.app.compat.session.ClientSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which image a request is about, and whose clicks it brings. */
@ApplicationScoped
class InferImages {

  private static final int LONGEST_ID = 100;

  /**
   * The answer.
   *
   * @param owner see {@link ClientInference.Caller}
   * @param extension of the mask when the client names none: that of the image
   */
  record Asked(ClientImage image, String owner, MaskForm.Extension extension) {}

  private final ClientSessions sessions;
  private final ClientImages images;

  InferImages(ClientSessions sessions, ClientImages images) {
    this.sessions = sessions;
    this.images = images;
  }

  /**
   * The image of the session, else the one that came, else the one named.
   *
   * @throws ApiException when there is none of them
   */
  Asked of(ClientForm form, String sessionId, String imageId) {
    Optional<ClientSession> session = sessions.use(sessionId);
    if (session.isPresent()) {
      ClientSession open = session.get();
      return asked(images.of(open.study(), open.series()), open.owner());
    }
    String client = form.params().path("client_id").asText("");
    String owner =
        client.isBlank() || client.equals("null")
            ? ClientInference.Caller.ANYBODY
            : "client:" + client.substring(0, Math.min(LONGEST_ID, client.length()));
    if (!form.images().isEmpty()) {
      return asked(images.uploaded(form.images()), owner);
    }
    if (!imageId.isEmpty()) {
      return asked(images.require(imageId), owner);
    }
    if (!sessionId.isEmpty()) {
      throw new ApiException(
          ErrorCode.CLIENT_SESSION_NOT_FOUND, "The session is unknown or has expired");
    }
    throw new ApiException(
        ErrorCode.BAD_REQUEST, "An image is missing: send session_id, a file or image");
  }

  private static Asked asked(ClientImage image, String owner) {
    String suffix = ImageFiles.suffix(image);
    boolean written = suffix.equals(".nii") || suffix.equals(".nrrd");
    return new Asked(
        image, owner, written ? MaskForm.Extension.of(suffix) : MaskForm.Extension.NIFTI_GZ);
  }
}
