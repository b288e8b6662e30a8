package io.deepgrow.dimse.web;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.held.HeldObject;
import io.deepgrow.dimse.held.HeldObjects;
import io.deepgrow.dimse.node.PacsCalls;
import io.deepgrow.dimse.node.PacsCalls.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The objects that a request names. The PACS is asked first what it has and whose it is: objects of
 * a study that was given to another patient are let go of, and what is missing is moved here, once
 * for all who wait for the same study.
 */
final class Retrieved {

  private static final int MOST = 100_000;
  private static final int[] PATIENT = {
    Tag.PATIENT_ID, Tag.PATIENT_NAME, Tag.PATIENT_BIRTH_DATE, Tag.PATIENT_SEX
  };

  private final HeldObjects held;
  private final Optional<PacsCalls> pacs;
  private final Map<StudyUid, Object> locks = new ConcurrentHashMap<>();

  /** Whom the PACS named when a study was fetched, in its own spelling; headers can differ. */
  private final Map<StudyUid, List<String>> patients = new ConcurrentHashMap<>();

  Retrieved(HeldObjects held, Optional<PacsCalls> pacs) {
    this.held = held;
    this.pacs = pacs;
  }

  /**
   * The objects at a path, in the order they came.
   *
   * @throws GatewayException {@code gateway.not_found} when there is none, {@code
   *     gateway.incomplete} when the PACS did not send all, and as of calls of the PACS
   */
  List<HeldObject> at(ObjectPath path) {
    List<HeldObject> found = pacs.isPresent() ? fetched(pacs.get(), path) : here(path);
    if (found.isEmpty()) {
      throw new GatewayException(Code.NOT_FOUND, "There is nothing at " + path);
    }
    return found;
  }

  private List<HeldObject> here(ObjectPath path) {
    return held.ofStudy(path.study()).stream().filter(path::includes).toList();
  }

  private List<HeldObject> fetched(PacsCalls calls, ObjectPath path) {
    // never removed: a lock is smaller than the trouble of two
    synchronized (locks.computeIfAbsent(path.study(), study -> new Object())) {
      forgetFormerPatient(calls, path.study());
      Set<SopInstanceUid> listed = listed(calls, path);
      if (!missing(path, listed).isEmpty()) {
        calls.move(path.study(), path.series(), path.instance());
      }
      int left = missing(path, listed).size();
      if (left > 0) {
        throw new GatewayException(
            Code.INCOMPLETE,
            "The PACS lists %d objects at %s; %d of them did not come"
                .formatted(listed.size(), path, left));
      }
      return here(path).stream().filter(object -> listed.contains(object.instance())).toList();
    }
  }

  /** Lets go of a study that is not known to be of the patient whom the PACS names now. */
  private void forgetFormerPatient(PacsCalls calls, StudyUid study) {
    DicomObject keys = key(Tag.STUDY_INSTANCE_UID, study.value());
    IntStream.of(PATIENT).forEach(keys::setEmpty);
    List<String> now =
        calls.find(Level.STUDY, keys, 1).stream()
            .flatMap(found -> IntStream.of(PATIENT).mapToObj(tag -> found.string(tag).orElse("")))
            .toList();
    if (!now.equals(patients.put(study, now))) {
      held.remove(study);
    }
  }

  private Set<SopInstanceUid> missing(ObjectPath path, Set<SopInstanceUid> listed) {
    Set<SopInstanceUid> here =
        held.ofStudy(path.study()).stream().map(HeldObject::instance).collect(Collectors.toSet());
    return listed.stream().filter(uid -> !here.contains(uid)).collect(Collectors.toSet());
  }

  private static Set<SopInstanceUid> listed(PacsCalls calls, ObjectPath path) {
    DicomObject study = key(Tag.STUDY_INSTANCE_UID, path.study().value());
    List<SeriesUid> series =
        path.series()
            .map(List::of)
            .orElseGet(
                () ->
                    uids(calls, Level.SERIES, study, Tag.SERIES_INSTANCE_UID)
                        .map(SeriesUid::new)
                        .toList());
    return series.stream()
        .flatMap(
            uid -> {
              DicomObject keys = study.deepCopy().setString(Tag.SERIES_INSTANCE_UID, uid.value());
              path.instance().ifPresent(i -> keys.setString(Tag.SOP_INSTANCE_UID, i.value()));
              return uids(calls, Level.IMAGE, keys, Tag.SOP_INSTANCE_UID);
            })
        .map(SopInstanceUid::new)
        .filter(uid -> path.instance().map(uid::equals).orElse(true))
        .collect(Collectors.toSet());
  }

  private static Stream<String> uids(PacsCalls calls, Level level, DicomObject keys, int tag) {
    DicomObject complete = keys.contains(tag) ? keys : keys.deepCopy().setEmpty(tag);
    return calls.find(level, complete, MOST).stream().flatMap(found -> found.string(tag).stream());
  }

  private static DicomObject key(int tag, String value) {
    return new DicomObject().setString(tag, value);
  }
}
