package io.deepgrow.seg.read;

import io.deepgrow.dicom.DicomObject;
import java.util.List;
import java.util.Optional;

/**
 * The functional groups of one frame: its own, else the shared ones.
 *
 * @param number of the frame, from 1
 */
record FrameGroups(int number, DicomObject own, DicomObject shared) {

  List<DicomObject> items(int sequence) {
    List<DicomObject> items = own.items(sequence);
    return items.isEmpty() ? shared.items(sequence) : items;
  }

  /** The one item of a group. */
  Optional<DicomObject> group(int sequence) {
    return items(sequence).stream().findFirst();
  }
}
