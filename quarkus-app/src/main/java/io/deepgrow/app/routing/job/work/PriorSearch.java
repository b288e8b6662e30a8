package io.deepgrow.app.routing.job.work;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.QidoQuery;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds Segmentations of a patient in a PACS, those of the newest study first. */
final class PriorSearch {

  private static final int MOST = 20;
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

  /** A Segmentation object in a PACS. */
  record Found(StudyUid study, SeriesUid series, SopInstanceUid sop) {}

  private final DicomWebClient pacs;

  PriorSearch(DicomWebClient pacs) {
    this.pacs = pacs;
  }

  /**
   * Segmentations of the patient of a series.
   *
   * @param header of the series; nothing of it is written anywhere
   * @param maxAgeDays how much older a study may be
   * @param today what counts where the study has no date
   */
  List<Found> of(DicomObject header, int maxAgeDays, LocalDate today) {
    Optional<String> patient = header.string(Tag.PATIENT_ID).filter(id -> !id.isBlank());
    if (patient.isEmpty()) {
      return List.of();
    }
    LocalDate date = header.string(Tag.STUDY_DATE).flatMap(PriorSearch::date).orElse(today);
    QidoQuery query =
        new QidoQuery(
            Map.of(
                "PatientID",
                patient.get(),
                "ModalitiesInStudy",
                "SEG",
                "StudyDate",
                DATE.format(date.minusDays(maxAgeDays)) + "-" + DATE.format(date)),
            List.of("PatientID", "StudyDate"));
    List<Found> found = new ArrayList<>();
    pacs.studies(query).stream()
        // an ID with a star in it would find others, too
        .filter(
            study ->
                study.string(Tag.PATIENT_ID).map(String::strip).equals(patient.map(String::strip)))
        .sorted(
            Comparator.comparing((DicomObject s) -> s.string(Tag.STUDY_DATE).orElse("")).reversed())
        .flatMap(study -> study.string(Tag.STUDY_INSTANCE_UID).stream())
        .map(StudyUid::new)
        .forEach(
            study -> {
              if (found.size() < MOST) {
                found.addAll(segmentations(study));
              }
            });
    return found;
  }

  private List<Found> segmentations(StudyUid study) {
    List<Found> found = new ArrayList<>();
    QidoQuery segs = new QidoQuery(Map.of("Modality", "SEG"), List.of());
    for (DicomObject row : pacs.series(study, segs)) {
      Optional<String> series = row.string(Tag.SERIES_INSTANCE_UID);
      if (series.isPresent() && row.string(Tag.MODALITY).equals(Optional.of("SEG"))) {
        SeriesUid uid = new SeriesUid(series.get());
        pacs.instances(study, uid, QidoQuery.all()).stream()
            .flatMap(object -> object.string(Tag.SOP_INSTANCE_UID).stream())
            .map(sop -> new Found(study, uid, new SopInstanceUid(sop)))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip(), DATE));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
