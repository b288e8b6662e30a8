package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unified procedure step: work that somebody scheduled and a performer claims.
 *
 * @param uid of the item
 * @param ready whether its input is there
 * @param priority HIGH, MEDIUM or LOW
 * @param start when it may begin, DICOM DT; empty for at once
 * @param label of the worklist that it is on
 * @param code of the work, as {@code value^scheme}; empty where none is named
 * @param input the series to work on
 */
public record Workitem(
    String uid,
    WorkitemState state,
    boolean ready,
    String priority,
    String start,
    String label,
    String code,
    List<Input> input) {

  /**
   * A series that is to be worked on.
   *
   * @param sourceAe from where DIMSE would retrieve it; empty where that is not said
   */
  public record Input(StudyUid study, SeriesUid series, String sourceAe) {}

  static final int PROCEDURE_STEP_STATE = 0x0074_1000;
  static final int PROGRESS_INFORMATION = 0x0074_1002;
  static final int PROGRESS = 0x0074_1004;
  static final int PROGRESS_DESCRIPTION = 0x0074_1006;
  static final int REASON_CODE = 0x0074_100E;
  static final int PRIORITY = 0x0074_1200;
  static final int WORKLIST_LABEL = 0x0074_1202;
  static final int PERFORMED = 0x0074_1216;
  static final int REASON = 0x0074_1238;
  static final int START = 0x0040_4005;
  static final int WORKITEM_CODE = 0x0040_4018;
  static final int PERFORMED_CODE = 0x0040_4019;
  static final int INPUT = 0x0040_4021;
  static final int STATION_CODE = 0x0040_4028;
  static final int OUTPUT = 0x0040_4033;
  static final int READINESS = 0x0040_4041;
  static final int PERFORMED_START = 0x0040_4050;
  static final int PERFORMED_END = 0x0040_4051;
  static final int DICOM_RETRIEVAL = 0x0040_E021;
  static final int RETRIEVE_AE = Tag.RETRIEVE_AE_TITLE;

  public Workitem {
    input = List.copyOf(input);
  }

  /** The item of a data set; empty when it has no UID or no state. */
  static Optional<Workitem> of(DicomObject item) {
    Optional<String> uid = item.string(Tag.SOP_INSTANCE_UID);
    Optional<WorkitemState> state = item.string(PROCEDURE_STEP_STATE).flatMap(WorkitemState::of);
    if (uid.isEmpty() || state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Workitem(
            uid.get(),
            state.get(),
            item.string(READINESS).orElse("").equals("READY"),
            item.string(PRIORITY).orElse("MEDIUM"),
            item.string(START).orElse(""),
            item.string(WORKLIST_LABEL).orElse(""),
            code(item),
            input(item)));
  }

  private static String code(DicomObject item) {
    return item.item(WORKITEM_CODE)
        .map(
            code ->
                code.string(Tag.CODE_VALUE).orElse("")
                    + "^"
                    + code.string(Tag.CODING_SCHEME_DESIGNATOR).orElse(""))
        .orElse("");
  }

  private static List<Input> input(DicomObject item) {
    List<Input> input = new ArrayList<>();
    for (DicomObject each : item.items(INPUT)) {
      Optional<String> study = each.string(Tag.STUDY_INSTANCE_UID);
      Optional<String> series = each.string(Tag.SERIES_INSTANCE_UID);
      if (study.isPresent() && series.isPresent()) {
        try {
          input.add(
              new Input(
                  new StudyUid(study.get()),
                  new SeriesUid(series.get()),
                  each.item(DICOM_RETRIEVAL).flatMap(from -> from.string(RETRIEVE_AE)).orElse("")));
        } catch (DicomException e) {
          // can't be retrieved by it either
        }
      }
    }
    return input;
  }
}
