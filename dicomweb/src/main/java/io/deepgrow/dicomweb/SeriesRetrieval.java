package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One retrieval of a series: what the service lists, what it counts and what it sends must agree,
 * or it ends in a named error. A series is never silently shorter or longer than it is.
 */
final class SeriesRetrieval {

  /** Failures that another request for each single object would not mend. */
  private static final Set<String> FINAL =
      Set.of(
          "dicomweb.unauthorized",
          "dicomweb.timeout",
          "dicomweb.surplus",
          "dicomweb.foreign_object");

  private final QidoSearch search;
  private final WadoRetrieval wado;
  private final Deadline deadline;
  private final StudyUid study;
  private final SeriesUid series;
  private final Set<String> missing = new HashSet<>();
  private final Set<String> came = new HashSet<>();
  private int listed;
  private int total;

  SeriesRetrieval(
      QidoSearch search, WadoRetrieval wado, Deadline deadline, StudyUid study, SeriesUid series) {
    this.search = search;
    this.wado = wado;
    this.deadline = deadline;
    this.study = study;
    this.series = series;
  }

  void run(Consumer<DicomFile> sink, RetrieveProgress progress) {
    list();
    String path = path(study, series);
    Consumer<DicomFile> checked =
        file -> {
          if (isFirst(file)) {
            sink.accept(file);
            progress.instances(came.size(), Math.max(total, came.size()));
          }
        };
    try {
      wado.all(path, checked, deadline);
    } catch (DicomWebException e) {
      if (FINAL.contains(e.code())) {
        throw e;
      }
      // a broken transfer: the rest is requested one by one
    } catch (DicomException e) {
      // a damaged object among them: it is named when it is requested alone
    }
    for (String uid : List.copyOf(missing)) {
      checked.accept(alone(path, new SopInstanceUid(uid)));
    }
    if (came.size() < total) {
      throw incomplete();
    }
  }

  static String path(StudyUid study, SeriesUid series) {
    return "/studies/" + study + "/series/" + series;
  }

  private void list() {
    QidoSearch.Found found =
        search.find(
            path(study, series) + "/instances", QidoQuery.all(), Integer.MAX_VALUE, deadline);
    for (DicomObject object : found.rows()) {
      object.string(Tag.SOP_INSTANCE_UID).ifPresent(missing::add);
    }
    listed = missing.size();
    if (listed == 0) {
      throw new DicomWebException(
          "dicomweb.not_found", 404, "The DICOMweb service has no instances of this series");
    }
    OptionalInt stated = stated();
    if (!found.complete() && stated.isEmpty()) {
      throw incomplete();
    }
    total = Math.max(listed, stated.orElse(0));
  }

  /** Number of Series Related Instances, where the service tells it. */
  private OptionalInt stated() {
    QidoQuery query =
        new QidoQuery(
            Map.of("SeriesInstanceUID", series.value()),
            List.of(String.format("%08X", Tag.NUMBER_OF_SERIES_RELATED_INSTANCES)));
    try {
      return search
          .find("/studies/" + study + "/series", query, Integer.MAX_VALUE, deadline)
          .rows()
          .stream()
          .filter(row -> row.string(Tag.SERIES_INSTANCE_UID).equals(Optional.of(series.value())))
          .map(row -> row.integer(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES))
          .findFirst()
          .orElse(OptionalInt.empty());
    } catch (DicomWebException e) {
      if (FINAL.contains(e.code()) || e.code().equals("dicomweb.unreachable")) {
        throw e;
      }
      // a service without this search: its list and its parts are compared all the same
      return OptionalInt.empty();
    }
  }

  /** Whether an object belongs to the series and has not come before. */
  private boolean isFirst(DicomFile file) {
    String uid = file.sopInstanceUid().value();
    String inSeries = file.dataSet().string(Tag.SERIES_INSTANCE_UID).orElse(series.value());
    String inStudy = file.dataSet().string(Tag.STUDY_INSTANCE_UID).orElse(study.value());
    if (!inSeries.equals(series.value()) || !inStudy.equals(study.value())) {
      throw new DicomWebException(
          "dicomweb.foreign_object",
          0,
          "The DICOMweb service sent instance " + uid + " of another series or study");
    }
    if (!came.add(uid)) {
      return false;
    }
    if (!missing.remove(uid) && came.size() + missing.size() > total) {
      throw new DicomWebException(
          "dicomweb.surplus",
          0,
          "The DICOMweb service lists "
              + listed
              + " instances of the series and sent another one, "
              + uid
              + "; load the series again, or raise the number of rows the service answers to a"
              + " search");
    }
    return true;
  }

  private DicomFile alone(String path, SopInstanceUid instance) {
    try {
      return wado.one(path, instance, WadoRetrieval.STORED_SYNTAX, wado::whole, deadline);
    } catch (DicomException e) {
      throw new DicomException(e.code(), "Instance " + instance + ": " + e.getMessage(), e);
    }
  }

  private DicomWebException incomplete() {
    return new DicomWebException(
        "dicomweb.incomplete",
        0,
        "The DICOMweb service lists "
            + listed
            + " instances of the series, says that there are "
            + (total > listed ? String.valueOf(total) : "more")
            + " and sent "
            + came.size()
            + "; raise the number of rows it answers to a search, or have the archive checked");
  }
}
