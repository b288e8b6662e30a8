package io.deepgrow.app.compat.monailabel.datastore;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ImageLoading;
import io.deepgrow.app.compat.monailabel.label.LabelRepository;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
import io.deepgrow.app.compat.session.ClientSessions;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.Upload;
import io.deepgrow.app.upload.UploadConfig;
import io.deepgrow.app.upload.UploadService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Images that clients add to the datastore under a name, and take away again. */
@ApplicationScoped
class DatastoreFiles {

  private static final int LONGEST_ID = 200;

  private final UploadService uploads;
  private final ClientSessions sessions;
  private final ImageLoading loading;
  private final LabelRepository labels;
  private final ImageInfos infos;
  private final Duration expiry;

  DatastoreFiles(
      UploadService uploads,
      ClientSessions sessions,
      ImageLoading loading,
      LabelRepository labels,
      ImageInfos infos,
      UploadConfig config) {
    this.uploads = uploads;
    this.sessions = sessions;
    this.loading = loading;
    this.labels = labels;
    this.infos = infos;
    this.expiry = config.datastoreExpiry();
  }

  /**
   * Adds an image, in place of one of the same name.
   *
   * @return its id
   * @throws ApiException when the file makes no volume; nothing is kept then
   */
  String add(String asked, ClientForm form) {
    List<StagedFile> files = form.images();
    if (files.isEmpty()) {
      throw InvalidFieldException.missing("file", "An image is missing: send it as a file");
    }
    String id = id(asked.isEmpty() ? stem(files.get(0).name()) : asked);
    Upload upload = uploads.add(files, id, expiry);
    try {
      loading.load(ClientImage.of(id, upload));
    } catch (RuntimeException e) {
      uploads.delete(upload);
      throw e;
    }
    labels.deleteAll(id);
    infos.delete(id);
    return id;
  }

  private static String id(String text) {
    if (text.isBlank() || text.length() > LONGEST_ID || !text.matches("[^\\p{Cntrl}\"\\\\/]+")) {
      throw InvalidFieldException.query(
          "image",
          "An image id has 1 to " + LONGEST_ID + " characters, and neither slash nor quote");
    }
    return text;
  }

  /** A file's name without its suffix. */
  private static String stem(String fileName) {
    return StagedFile.baseName(fileName).replaceAll("(?i)\\.(nii\\.gz|nii|nrrd|mha|zip|dcm)$", "");
  }

  void delete(String id) {
    Upload upload =
        uploads
            .byName(id)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.IMAGE_NOT_FOUND, "There is no uploaded image of that id"));
    sessions.endOn(upload.seriesUid());
    uploads.delete(upload);
    labels.deleteAll(id);
    infos.delete(id);
  }
}
