package io.deepgrow.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.List;
import java.util.Optional;

/**
 * Where a frame's attributes stand: in its own functional group, in the shared one, or at the top
 * of the object (PS3.3 C.7.6.16).
 */
record FrameGroups(DicomObject object, Optional<DicomObject> shared, Optional<DicomObject> own) {

  static FrameGroups of(DicomObject object, int frame) {
    List<DicomObject> perFrame = object.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    return new FrameGroups(
        object,
        object.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE),
        frame < perFrame.size() ? Optional.of(perFrame.get(frame)) : Optional.empty());
  }

  boolean isMultiFrame() {
    return shared.isPresent() || own.isPresent();
  }

  /** The values of an attribute that a functional group may hold. */
  List<String> strings(int group, int tag) {
    for (Optional<DicomObject> place : List.of(own, shared)) {
      Optional<DicomObject> item = place.flatMap(p -> p.item(group));
      if (item.isPresent() && item.get().contains(tag)) {
        return item.get().strings(tag);
      }
    }
    return object.strings(tag);
  }
}
