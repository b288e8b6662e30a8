package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the store instances response (PS3.18 10.5.3, PS3.3 CC.2.3). */
final class StowResponse {

  private static final int OUT_OF_RESOURCES_FIRST = 42_752;
  private static final int OUT_OF_RESOURCES_LAST = 43_007;

  private StowResponse() {}

  /** Whether the object is listed as stored, with its warnings. */
  static Optional<StoreOutcome.Stored> stored(List<DicomObject> answer, SopInstanceUid uid) {
    for (DicomObject object : answer) {
      for (DicomObject item : object.items(Tag.REFERENCED_SOP_SEQUENCE)) {
        if (item.string(Tag.REFERENCED_SOP_INSTANCE_UID).equals(Optional.of(uid.value()))) {
          List<Integer> warnings = new ArrayList<>();
          item.integer(Tag.WARNING_REASON).ifPresent(warnings::add);
          return Optional.of(new StoreOutcome.Stored(warnings));
        }
      }
    }
    return Optional.empty();
  }

  static List<Integer> reasons(List<DicomObject> answer) {
    List<Integer> reasons = new ArrayList<>();
    for (DicomObject object : answer) {
      for (int sequence : new int[] {Tag.FAILED_SOP_SEQUENCE, Tag.OTHER_FAILURES_SEQUENCE}) {
        for (DicomObject item : object.items(sequence)) {
          item.integer(Tag.FAILURE_REASON).ifPresent(reasons::add);
        }
      }
    }
    return reasons;
  }

  /** Whether trying later may help. */
  static boolean isPassing(int status, List<Integer> reasons) {
    boolean outOfResources =
        reasons.stream().anyMatch(r -> r >= OUT_OF_RESOURCES_FIRST && r <= OUT_OF_RESOURCES_LAST);
    return outOfResources
        || status >= 500
        || status == 408
        || status == 424
        || status == 429
        || status == 401
        || status == 403;
  }
}
