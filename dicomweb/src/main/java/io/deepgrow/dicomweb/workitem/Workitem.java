package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A unified procedure step: work that somebody scheduled and a performer claims. Nothing of the
 * patient is taken over.
 *
 * @param uid of the item
 * @param ready whether its input is there
 * @param priority HIGH, MEDIUM or LOW
 * @param start when it may begin, DICOM DT; empty for at once
 * @param label of the worklist that it is on
 * @param code of the work, as {@code value^scheme}; empty where none is named
 * @param stations names of the stations that it is scheduled for, as {@code value^scheme}
 * @param input the series to work on
 * @param parameters of the work, at most 200
 */
public record Workitem(
    String uid,
    WorkitemState state,
    boolean ready,
    String priority,
    String start,
    String label,
    String code,
    List<String> stations,
    List<WorkitemInput> input,
    List<WorkitemParameter> parameters) {

  static final int PROCEDURE_STEP_STATE = 0x0074_1000;
  static final int PROGRESS_INFORMATION = 0x0074_1002;
  static final int PROGRESS = 0x0074_1004;
  static final int PROGRESS_DESCRIPTION = 0x0074_1006;
  static final int REASON_CODE = 0x0074_100E;
  static final int PRIORITY = 0x0074_1200;
  static final int WORKLIST_LABEL = 0x0074_1202;
  static final int PARAMETERS = 0x0074_1210;
  static final int PERFORMED = 0x0074_1216;
  static final int REASON = 0x0074_1238;
  static final int START = 0x0040_4005;
  static final int WORKITEM_CODE = 0x0040_4018;
  static final int PERFORMED_CODE = 0x0040_4019;
  static final int INPUT = 0x0040_4021;
  static final int SCHEDULED_STATION = 0x0040_4025;
  static final int STATION_CODE = 0x0040_4028;
  static final int OUTPUT = 0x0040_4033;
  static final int READINESS = 0x0040_4041;
  static final int PERFORMED_START = 0x0040_4050;
  static final int PERFORMED_END = 0x0040_4051;

  private static final int MOST_STATIONS = 50;

  public Workitem {
    stations = List.copyOf(stations);
    input = List.copyOf(input);
    parameters = List.copyOf(parameters);
  }

  /** The item of a data set; empty when it has no UID or no state. */
  public static Optional<Workitem> of(DicomObject item) {
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
            item.item(WORKITEM_CODE).map(Workitem::code).orElse(""),
            item.items(SCHEDULED_STATION).stream()
                .limit(MOST_STATIONS)
                .map(Workitem::code)
                .toList(),
            WorkitemInput.of(item.items(INPUT)),
            WorkitemParameter.of(item.items(PARAMETERS))));
  }

  /** A coded entry as {@code value^scheme}. */
  static String code(DicomObject code) {
    return code.string(Tag.CODE_VALUE).orElse("")
        + "^"
        + code.string(Tag.CODING_SCHEME_DESIGNATOR).orElse("");
  }

  /**
   * Whether it may begin.
   *
   * @param zone of a start that names none
   */
  public boolean mayBegin(Instant now, ZoneId zone) {
    return DicomMoment.of(start, zone).map(begin -> !begin.isAfter(now)).orElse(true);
  }
}
