package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a performer has done for a work item, as its last update says.
 *
 * @param outputs the objects that came of it, which are stored already; none when nothing was found
 */
public record PerformedWork(Instant start, Instant end, List<Output> outputs) {

  /** An object that came of it. */
  public record Output(
      StudyUid study, SeriesUid series, String sopClass, SopInstanceUid instance) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public PerformedWork {
    outputs = List.copyOf(outputs);
  }

  /** The item of the Unified Procedure Step Performed Procedure Sequence (PS3.4 CC.2.5). */
  DicomObject item() {
    List<DicomObject> references = new ArrayList<>();
    for (Output output : outputs) {
      references.add(
          new DicomObject()
              .setString(Tag.STUDY_INSTANCE_UID, output.study().value())
              .setString(Tag.SERIES_INSTANCE_UID, output.series().value())
              .setItems(
                  Tag.REFERENCED_SOP_SEQUENCE,
                  new DicomObject()
                      .setString(Tag.REFERENCED_SOP_CLASS_UID, output.sopClass())
                      .setString(Tag.REFERENCED_SOP_INSTANCE_UID, output.instance().value())));
    }
    return new DicomObject()
        .setString(Workitem.PERFORMED_START, TIME.format(start))
        .setString(Workitem.PERFORMED_END, TIME.format(end))
        .setItems(Workitem.STATION_CODE, code("DEEPGROW", "deepgrow-pacs"))
        .setItems(Workitem.PERFORMED_CODE, code("SEGMENT", "Segment structures"))
        .setItems(Workitem.OUTPUT, references);
  }

  private static DicomObject code(String value, String meaning) {
    return new DicomObject()
        .setString(Tag.CODE_VALUE, value)
        .setString(Tag.CODING_SCHEME_DESIGNATOR, "99DEEPGROW")
        .setString(Tag.CODE_MEANING, meaning);
  }
}
