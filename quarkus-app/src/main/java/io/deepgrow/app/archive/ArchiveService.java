package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.json.DicomJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The DICOMweb requests of the archive, apart from HTTP: UIDs and headers come as text. */
final class ArchiveService {

  static final String JSON = "application/dicom+json";

  private final ArchiveStore store;
  private final InstanceParts instanceParts;
  private final FrameParts frameParts;
  private final StowRequest stow;

  ArchiveService(ArchiveStore store, ArchiveLimits limits) {
    this.store = store;
    this.instanceParts = new InstanceParts(limits.dicom());
    this.frameParts = new FrameParts(limits.dicom());
    this.stow = new StowRequest(store, limits);
  }

  /** Which part of the archive a path names; study, then series, then instance, each optional. */
  record Target(
      Optional<StudyUid> study, Optional<SeriesUid> series, Optional<SopInstanceUid> instance) {

    /**
     * Checks the UIDs of a path.
     *
     * @throws ArchiveException status 400 for text that is no UID
     */
    static Target of(String... uids) {
      return new Target(
          uid(uids, 0, StudyUid::new),
          uid(uids, 1, SeriesUid::new),
          uid(uids, 2, SopInstanceUid::new));
    }

    private static <T> Optional<T> uid(String[] uids, int level, Function<String, T> type) {
      try {
        return uids.length > level ? Optional.of(type.apply(uids[level])) : Optional.empty();
      } catch (DicomException e) {
        throw ArchiveException.badRequest("The path holds a text that is no UID");
      }
    }
  }

  ArchiveAnswer searchStudies(Map<String, List<String>> query, ArchiveUrls urls) {
    return json(search(urls).studies(ArchiveQuery.parse(query)));
  }

  /** Series of the study of the path, or of all. */
  ArchiveAnswer searchSeries(Target target, Map<String, List<String>> query, ArchiveUrls urls) {
    ArchiveQuery parsed = ArchiveQuery.parse(query);
    return json(
        target.study().isPresent()
            ? search(urls).series(target.study().get(), parsed)
            : search(urls).series(parsed));
  }

  /** Instances of the series of the path, or of the whole study. */
  ArchiveAnswer searchInstances(Target target, Map<String, List<String>> query, ArchiveUrls urls) {
    ArchiveQuery parsed = ArchiveQuery.parse(query);
    StudyUid study = target.study().orElseThrow();
    return json(
        target.series().isPresent()
            ? search(urls).instances(study, target.series().get(), parsed)
            : search(urls).instances(study, parsed));
  }

  /** Headers of everything below the path. */
  ArchiveAnswer metadata(Target target) {
    return json(instances(target).stream().map(ArchivedInstance::header).toList());
  }

  /** Everything below the path, as DICOM files. */
  ArchiveAnswer retrieve(Target target, List<String> accept) {
    List<AcceptedType> accepted = AcceptedType.parse(accept);
    List<Part> parts =
        instances(target).stream().map(i -> instanceParts.part(i, accepted)).toList();
    boolean alone =
        parts.size() == 1
            && accepted.stream()
                .filter(type -> type.takes(InstanceParts.DICOM))
                .findFirst()
                .filter(type -> !type.multipart())
                .isPresent();
    return alone
        ? new ArchiveAnswer(200, parts.get(0).contentType(), parts.get(0).body())
        : PartsAnswer.of(InstanceParts.DICOM, parts);
  }

  ArchiveAnswer frames(Target target, String list, List<String> accept) throws IOException {
    ArchivedInstance instance = instances(target).get(0);
    return PartsAnswer.of(
        FrameParts.OCTETS, frameParts.parts(instance, list, AcceptedType.parse(accept)));
  }

  /** Stores the parts of a STOW-RS body; the path may name the study they must belong to. */
  ArchiveAnswer store(Target target, String contentType, InputStream body, ArchiveUrls urls)
      throws IOException {
    return stow.store(target.study(), contentType, body, urls);
  }

  static ArchiveAnswer json(List<DicomObject> objects) {
    return new ArchiveAnswer(200, JSON, out -> DicomJson.write(objects, out));
  }

  private ArchiveSearch search(ArchiveUrls urls) {
    return new ArchiveSearch(store.index(), urls);
  }

  private List<ArchivedInstance> instances(Target target) {
    StudyUid study = target.study().orElseThrow();
    List<ArchivedInstance> found =
        target.series().isPresent()
            ? store.index().series(study, target.series().get())
            : store.index().study(study);
    if (target.instance().isPresent()) {
      found = found.stream().filter(i -> i.instance().equals(target.instance().get())).toList();
    }
    if (found.isEmpty()) {
      throw ArchiveException.notFound(
          target.instance().isPresent() ? "The instance" : "The study or series");
    }
    return found;
  }
}
