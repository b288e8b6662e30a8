package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.MultipartReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** STOW-RS: stores every part of a request and says what became of each (PS3.18 10.5). */
final class StowRequest {

  private static final Pattern MULTIPART =
      Pattern.compile("multipart/related\\s*;.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern TYPE =
      Pattern.compile(
          ";\\s*type\\s*=\\s*\"?application/dicom\"?\\s*(;|$)", Pattern.CASE_INSENSITIVE);

  private final ArchiveStore store;
  private final ArchiveLimits limits;

  StowRequest(ArchiveStore store, ArchiveLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  /**
   * Stores the parts of a body.
   *
   * @throws ArchiveException status 415 for another content type, 400 for a broken body or none,
   *     413 for too many parts; parts before the break are stored
   */
  ArchiveAnswer store(
      Optional<StudyUid> study, String contentType, InputStream body, ArchiveUrls urls)
      throws IOException {
    checkType(contentType);
    StowAnswer answer = new StowAnswer(urls);
    try {
      storeParts(MultipartReader.of(body, contentType), study, answer);
    } catch (DicomWebException e) {
      throw ArchiveException.badRequest("The multipart body is broken or ends early");
    }
    List<DicomObject> result = List.of(answer.body());
    return new ArchiveAnswer(
        answer.status(),
        ArchiveService.JSON,
        out -> ArchiveService.json(result).body().writeTo(out));
  }

  private void storeParts(MultipartReader parts, Optional<StudyUid> study, StowAnswer answer)
      throws IOException {
    int count = 0;
    for (Optional<MultipartReader.Part> part = parts.next();
        part.isPresent();
        part = parts.next()) {
      if (++count > limits.maxParts()) {
        throw new ArchiveException(
            413, "archive.too_many_parts", "More than " + limits.maxParts() + " parts");
      }
      answer.add(store.store(part.get().body(), study));
    }
    if (count == 0) {
      throw ArchiveException.badRequest("The request has no part");
    }
  }

  private static void checkType(String contentType) {
    if (!MULTIPART.matcher(contentType).matches() || !TYPE.matcher(contentType).find()) {
      throw new ArchiveException(
          415,
          "archive.unsupported_media_type",
          "Instances are stored as multipart/related; type=\"application/dicom\"");
    }
  }
}
