package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.StudyUid;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** STOW-RS: stores every part of a request and says what became of each (PS3.18 10.5). */
final class StowRequest {

  private static final Pattern MULTIPART =
      Pattern.compile("multipart/related\\s*;.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern TYPE =
      Pattern.compile(
          ";\\s*type\\s*=\\s*\"?application/dicom\"?\\s*(;|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^\\s\";]{1,70}))",
          Pattern.CASE_INSENSITIVE);

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
    RequestParts parts = new RequestParts(body, boundary(contentType));
    StowAnswer answer = new StowAnswer(urls);
    int count = 0;
    for (Optional<InputStream> part = parts.next(); part.isPresent(); part = parts.next()) {
      if (++count > limits.maxParts()) {
        throw new ArchiveException(
            413, "archive.too_many_parts", "More than " + limits.maxParts() + " parts");
      }
      answer.add(store.store(part.get(), study));
    }
    if (count == 0) {
      throw ArchiveException.badRequest("The request has no part");
    }
    List<DicomObject> result = List.of(answer.body());
    return new ArchiveAnswer(
        answer.status(),
        ArchiveService.JSON,
        out -> ArchiveService.json(result).body().writeTo(out));
  }

  private static String boundary(String contentType) {
    if (!MULTIPART.matcher(contentType).matches() || !TYPE.matcher(contentType).find()) {
      throw new ArchiveException(
          415,
          "archive.unsupported_media_type",
          "Instances are stored as multipart/related; type=\"application/dicom\"");
    }
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw ArchiveException.badRequest("The content type has no boundary");
    }
    return boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
  }
}
