package io.deepgrow.training.prepare.source;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which SEG belongs to which series, and which series are of one patient.
 *
 * @param <S> where a SEG is
 */
public final class SegReferences<S> {

  private static final String SEG_PREFIX = "1.2.840.10008.5.1.4.1.1.66.";

  private final Map<String, String> studies = new HashMap<>();
  private final Map<String, String> patients = new HashMap<>();
  private final Map<String, String> firstStudies = new HashMap<>();
  private final List<Seg<S>> segs = new ArrayList<>();

  private record Seg<S>(S place, Optional<String> series, String study) {}

  /** Whether a header is that of a segmentation, by modality or SOP class. */
  public static boolean isSeg(DicomObject header) {
    return header.string(Tag.MODALITY).orElse("").equals("SEG")
        || header.string(Tag.SOP_CLASS_UID).orElse("").startsWith(SEG_PREFIX);
  }

  /** The series a SEG says it was drawn on (0008,1115). */
  static Optional<String> referenced(DicomObject seg) {
    return seg.item(Tag.REFERENCED_SERIES_SEQUENCE)
        .flatMap(item -> item.string(Tag.SERIES_INSTANCE_UID));
  }

  /** Takes in a SEG, with where it lies. */
  public void addSeg(DicomObject seg, S place) {
    segs.add(new Seg<>(place, referenced(seg), study(seg)));
  }

  /** Takes in a series by the header of one of its images. */
  public void addSeries(DicomObject header, String series) {
    String study = study(header);
    String patient = header.string(Tag.PATIENT_ID).filter(id -> !id.isBlank()).orElse(study);
    studies.put(series, study);
    patients.put(series, patient);
    firstStudies.merge(patient, study, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  private static String study(DicomObject object) {
    return object.string(Tag.STUDY_INSTANCE_UID).orElse("");
  }

  /** SEGs of a series; one that refers to none belongs to the only series of its study. */
  public List<S> segsOf(String series) {
    return segs.stream()
        .filter(seg -> seriesOf(seg).equals(Optional.of(series)))
        .map(Seg::place)
        .toList();
  }

  private Optional<String> seriesOf(Seg<S> seg) {
    if (seg.series().isPresent()) {
      return seg.series().filter(studies::containsKey);
    }
    List<String> ofStudy =
        studies.entrySet().stream()
            .filter(e -> e.getValue().equals(seg.study()))
            .map(Map.Entry::getKey)
            .toList();
    return ofStudy.size() == 1 ? Optional.of(ofStudy.get(0)) : Optional.empty();
  }

  /** SEGs that belong to none of the series. */
  public List<S> unmatched() {
    return segs.stream().filter(seg -> seriesOf(seg).isEmpty()).map(Seg::place).toList();
  }

  /** The same text for all series of a patient, without the patient's id: a study's UID. */
  public String patientOf(String series) {
    return firstStudies.getOrDefault(patients.getOrDefault(series, ""), series);
  }
}
