package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * A series that is to be worked on.
 *
 * @param sourceAe from where DIMSE would retrieve it; empty where that is not said
 * @param url from where DICOMweb would; empty where that is not said; never called as it is
 */
public record WorkitemInput(StudyUid study, SeriesUid series, String sourceAe, String url) {

  private static final int DICOM_RETRIEVAL = 0x0040_E021;
  private static final int WADO_RS_RETRIEVAL = 0x0040_E025;
  private static final int MOST = 1000;

  static List<WorkitemInput> of(List<DicomObject> items) {
    List<WorkitemInput> input = new ArrayList<>();
    for (DicomObject each : items.subList(0, Math.min(MOST, items.size()))) {
      try {
        input.add(
            new WorkitemInput(
                new StudyUid(each.string(Tag.STUDY_INSTANCE_UID).orElse("")),
                new SeriesUid(each.string(Tag.SERIES_INSTANCE_UID).orElse("")),
                each.item(DICOM_RETRIEVAL)
                    .flatMap(from -> from.string(Tag.RETRIEVE_AE_TITLE))
                    .orElse(""),
                each.item(WADO_RS_RETRIEVAL)
                    .flatMap(from -> from.string(Tag.RETRIEVE_URL))
                    .orElse("")));
      } catch (DicomException e) {
        // can't be retrieved by it either
      }
    }
    return input;
  }
}
