package io.deepgrow.app.compat.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.Upload;
import io.deepgrow.app.upload.UploadService;
import io.deepgrow.dicom.SeriesUid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Opens sessions: takes in the image, loads it, and so tells at once when it can't be used. A PACS
 * that a request names is not called; series come from the one that is configured.
 */
@ApplicationScoped
public class SessionOpening {

  private final ClientSessions sessions;
  private final ClientImages images;
  private final ClientInference inference;
  private final PublishedModels models;
  private final UploadService uploads;

  SessionOpening(
      ClientSessions sessions,
      ClientImages images,
      ClientInference inference,
      PublishedModels models,
      UploadService uploads) {
    this.sessions = sessions;
    this.images = images;
    this.inference = inference;
    this.models = models;
    this.uploads = uploads;
  }

  /**
   * A session on the image of a request.
   *
   * @param seconds of life asked for; 0 for the longest
   */
  public ClientSession open(ClientForm form, long seconds) {
    Duration expiry = sessions.expiry(seconds);
    List<StagedFile> files = form.images();
    ClientImage image = files.isEmpty() ? named(form.params()) : uploaded(files, expiry);
    ClientSession session = sessions.open(image, expiry);
    try {
      inference.prepare(session.owner(), image, models.require(PublishedModels.SOLID));
    } catch (RuntimeException e) {
      sessions.delete(session.id().toString());
      throw e;
    }
    return session;
  }

  private ClientImage uploaded(List<StagedFile> files, Duration expiry) {
    Upload upload = uploads.add(files, null, expiry);
    return ClientImage.of(upload.seriesUid(), upload);
  }

  private ClientImage named(JsonNode params) {
    JsonNode dicom = params.path("dicom");
    if (!dicom.isObject()) {
      throw InvalidFieldException.missing("files", "An image is missing: send it as a file");
    }
    return images.require(new SeriesUid(dicom.path("series_uid").asText()).value());
  }
}
