package io.deepgrow.app.routing.sighting;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Dictionary;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks at a study in a PACS: what it is made of, and what rules may ask. No attribute is a
 * patient's.
 */
final class StudyLook {

  private static final int MOST_TEXT = 128;
  private static final int MOST_SERIES = 2000;
  private static final String INSTANCES = "NumberOfSeriesRelatedInstances";

  private static final List<String> OF_STUDY =
      List.of("StudyDate", "StudyTime", "StudyDescription", "ModalitiesInStudy");

  private static final List<String> OF_SERIES =
      List.of(
          "BodyPartExamined",
          "ContrastBolusAgent",
          "ConvolutionKernel",
          "ImageType",
          "KVP",
          "Laterality",
          "Manufacturer",
          "ManufacturerModelName",
          "PatientPosition",
          "ProtocolName",
          "Rows",
          "Columns",
          "SeriesDate",
          "SeriesDescription",
          "SeriesNumber",
          "SeriesTime",
          "SliceThickness",
          "SpacingBetweenSlices",
          "StationName");

  private static final Set<String> ABOUT_THE_OBJECT =
      Set.of("dicomweb.not_found", "dicomweb.not_acceptable");

  private final DicomWebClient pacs;

  StudyLook(DicomWebClient pacs) {
    this.pacs = pacs;
  }

  /**
   * What the PACS says by searches.
   *
   * @throws DicomWebException when it does not answer, or the study has too many series
   */
  StudyContent content(StudyUid study) {
    List<DicomObject> found =
        pacs.studies(new QidoQuery(Map.of("StudyInstanceUID", study.value()), OF_STUDY));
    List<String> include = new ArrayList<>(OF_SERIES);
    include.add(INSTANCES);
    List<DicomObject> rows = pacs.series(study, new QidoQuery(Map.of(), include));
    if (rows.size() > MOST_SERIES) {
      throw new DicomWebException(
          "dicomweb.too_many_results",
          0,
          "The study has more than " + MOST_SERIES + " series; it is not looked at");
    }
    List<StudyContent.Series> series = new ArrayList<>();
    for (DicomObject row : rows) {
      seriesUid(row).ifPresent(uid -> series.add(series(study, uid, row)));
    }
    Map<String, String> attributes =
        found.stream()
            .filter(row -> row.string(Tag.STUDY_INSTANCE_UID).equals(Optional.of(study.value())))
            .findFirst()
            .map(row -> attributes(row, OF_STUDY))
            .orElse(Map.of());
    return new StudyContent(attributes, series);
  }

  private StudyContent.Series series(StudyUid study, SeriesUid uid, DicomObject row) {
    OptionalInt counted = integer(row, INSTANCES);
    int instances =
        counted.isPresent()
            ? counted.getAsInt()
            : pacs.instances(study, uid, QidoQuery.all()).size();
    return described(uid.value(), modality(row), instances, attributes(row, OF_SERIES));
  }

  private static StudyContent.Series described(
      String uid, String modality, int instances, Map<String, String> attributes) {
    return new StudyContent.Series(
        uid, modality, instances, StudyContent.isDerived(modality, attributes), attributes);
  }

  /**
   * The same with what only the objects themselves tell: the attributes of one of each series of
   * images. Searches need not answer with them.
   */
  StudyContent detailed(StudyUid study, StudyContent content) {
    List<StudyContent.Series> detailed = new ArrayList<>();
    for (StudyContent.Series series : content.series()) {
      detailed.add(series.derived() ? series : detailed(study, series));
    }
    return new StudyContent(content.attributes(), detailed);
  }

  private StudyContent.Series detailed(StudyUid study, StudyContent.Series series) {
    SeriesUid uid = new SeriesUid(series.uid());
    Optional<String> instance =
        pacs.instances(study, uid, QidoQuery.all(), 1).stream()
            .findFirst()
            .flatMap(row -> row.string(Tag.SOP_INSTANCE_UID));
    if (instance.isEmpty()) {
      return series;
    }
    Map<String, String> attributes = new HashMap<>(series.attributes());
    try {
      DicomObject header = pacs.retrieveHeader(study, uid, new SopInstanceUid(instance.get()));
      attributes.putAll(attributes(header, OF_SERIES));
    } catch (DicomWebException e) {
      if (!ABOUT_THE_OBJECT.contains(e.code())) {
        throw e;
      }
      // one object that can't be read does not keep the study from its rules
    } catch (DicomException e) {
      // as above
    }
    return described(series.uid(), series.modality(), series.instances(), attributes);
  }

  private static Optional<SeriesUid> seriesUid(DicomObject row) {
    try {
      return row.string(Tag.SERIES_INSTANCE_UID).map(SeriesUid::new);
    } catch (DicomException e) {
      // can't be opened by it either
      return Optional.empty();
    }
  }

  private static String modality(DicomObject row) {
    String modality = row.string(Tag.MODALITY).orElse("");
    return modality.substring(0, Math.min(16, modality.length()));
  }

  private static OptionalInt integer(DicomObject row, String keyword) {
    try {
      OptionalInt value = row.integer(tag(keyword));
      return value.isPresent() && value.getAsInt() < 0 ? OptionalInt.empty() : value;
    } catch (DicomException e) {
      return OptionalInt.empty();
    }
  }

  private static Map<String, String> attributes(DicomObject row, List<String> keywords) {
    Map<String, String> found = new HashMap<>();
    for (String keyword : keywords) {
      String text = text(row, keyword);
      if (!text.isEmpty()) {
        found.put(keyword, text);
      }
    }
    return found;
  }

  private static String text(DicomObject row, String keyword) {
    int tag = tag(keyword);
    if (!row.contains(tag)) {
      return "";
    }
    String text = String.join("\\", row.strings(tag));
    if (text.isEmpty()) {
      text = integer(row, keyword).stream().mapToObj(Integer::toString).findFirst().orElse("");
    }
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.substring(0, Math.min(MOST_TEXT, clean.length()));
  }

  private static int tag(String keyword) {
    return Dictionary.tagOf(keyword)
        .orElseThrow(() -> new IllegalStateException(keyword + " is no attribute"));
  }
}
