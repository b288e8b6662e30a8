package io.deepgrow.app.compat.image;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.pacs.PacsSearch;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.Upload;
import io.deepgrow.app.upload.UploadConfig;
import io.deepgrow.app.upload.UploadService;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the image that a request names, brings or opened a session on. */
@ApplicationScoped
public class ClientImages {

  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private final UploadService uploads;
  private final UploadConfig config;
  private final PacsSearch pacs;

  ClientImages(UploadService uploads, UploadConfig config, PacsSearch pacs) {
    this.uploads = uploads;
    this.config = config;
    this.pacs = pacs;
  }

  /** An image that came with the request; the same bytes again are the same image. */
  public ClientImage uploaded(List<StagedFile> files) {
    Upload upload = uploads.add(files, null, config.expiry());
    return ClientImage.of(upload.seriesUid(), upload);
  }

  /** An image by its name in the datastore or its Series Instance UID. */
  public Optional<ClientImage> find(String id) {
    Optional<Upload> upload = uploads.byName(id).or(() -> uploads.bySeries(id));
    if (upload.isPresent()) {
      return upload.map(u -> ClientImage.of(id, u));
    }
    if (!UID.matcher(id).matches()) {
      return Optional.empty();
    }
    return pacs.studyOf(new SeriesUid(id))
        .map(study -> new ClientImage(id, study, new SeriesUid(id), Optional.empty()));
  }

  /**
   * As {@link #find}.
   *
   * @throws ApiException {@code image.not_found}
   */
  public ClientImage require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.IMAGE_NOT_FOUND,
                    "There is no such image: neither in the PACS by Series Instance UID nor among"
                        + " the uploads"));
  }

  /** The image behind a series that is already known. */
  public ClientImage of(StudyUid study, SeriesUid series) {
    return new ClientImage(series.value(), study, series, uploads.bySeries(series.value()));
  }
}
