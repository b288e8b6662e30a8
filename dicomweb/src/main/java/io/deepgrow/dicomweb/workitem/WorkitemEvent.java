package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.json.DicomJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a worklist tells who has subscribed to it (PS3.4 CC.2.4); no word of another is taken over.
 *
 * @param uid of the item
 * @param state of the item, where the event is about that
 */
public record WorkitemEvent(Kind kind, String uid, Optional<WorkitemState> state) {

  /** What an event is about. */
  public enum Kind {
    STATE,
    CANCEL_REQUESTED,
    PROGRESS,
    ASSIGNED,
    OTHER
  }

  private static final int AFFECTED_UID = 0x0000_1000;
  private static final int EVENT_TYPE = 0x0000_1002;

  /** The event of a message; empty where it is none. */
  static Optional<WorkitemEvent> read(String text) {
    try {
      List<DicomObject> all =
          DicomJson.read(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              DicomLimits.standard());
      if (all.size() != 1) {
        return Optional.empty();
      }
      DicomObject event = all.get(0);
      return event
          .string(AFFECTED_UID)
          .map(
              uid ->
                  new WorkitemEvent(
                      kind(event.integer(EVENT_TYPE).orElse(0)),
                      uid,
                      event.string(Workitem.PROCEDURE_STEP_STATE).flatMap(WorkitemState::of)));
    } catch (IOException | DicomException e) {
      return Optional.empty();
    }
  }

  private static Kind kind(int type) {
    return switch (type) {
      case 1 -> Kind.STATE;
      case 2 -> Kind.CANCEL_REQUESTED;
      case 3 -> Kind.PROGRESS;
      case 5 -> Kind.ASSIGNED;
      default -> Kind.OTHER;
    };
  }
}
