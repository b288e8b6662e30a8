package io.deepgrow.app.result;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.dicom.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/**
 * Whether two SEGs say the same: identity, size, the position and segment of each frame, and every
 * bit. A PACS may have coerced other attributes.
 */
@ApplicationScoped
class Comparison {

  boolean sameMasks(byte[] sent, DicomFile stored) {
    DicomFile own = DicomReader.read(sent, DicomLimits.standard());
    return sameFrames(own.dataSet(), stored.dataSet()) && sameBits(own, stored);
  }

  private static boolean sameFrames(DicomObject a, DicomObject b) {
    for (int tag :
        new int[] {
          Tag.SOP_INSTANCE_UID,
          Tag.STUDY_INSTANCE_UID,
          Tag.FRAME_OF_REFERENCE_UID,
          Tag.ROWS,
          Tag.COLUMNS,
          Tag.NUMBER_OF_FRAMES
        }) {
      if (!a.strings(tag).equals(b.strings(tag))) {
        return false;
      }
    }
    List<DicomObject> framesA = a.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    List<DicomObject> framesB = b.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    boolean same = framesA.size() == framesB.size();
    for (int f = 0; same && f < framesA.size(); f++) {
      same = placed(framesA.get(f)).equals(placed(framesB.get(f)));
    }
    return same;
  }

  /** Segment number and position of a frame, as text. */
  private static List<String> placed(DicomObject frame) {
    List<String> segment =
        frame
            .item(Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
            .map(i -> i.strings(Tag.REFERENCED_SEGMENT_NUMBER))
            .orElse(List.of());
    List<String> position =
        frame
            .item(Tag.PLANE_POSITION_SEQUENCE)
            .map(i -> i.strings(Tag.IMAGE_POSITION_PATIENT))
            .orElse(List.of());
    return List.of(segment.toString(), position.toString());
  }

  private static boolean sameBits(DicomFile a, DicomFile b) {
    byte[] bitsA = a.pixelData().nativeBytes();
    byte[] bitsB = b.pixelData().nativeBytes();
    long pixels =
        (long) a.dataSet().integer(Tag.ROWS).orElse(0)
            * a.dataSet().integer(Tag.COLUMNS).orElse(0)
            * a.dataSet().integer(Tag.NUMBER_OF_FRAMES).orElse(0);
    int whole = (int) (pixels / 8);
    int rest = (int) (pixels % 8);
    if (bitsA.length < whole + (rest > 0 ? 1 : 0) || bitsB.length < whole + (rest > 0 ? 1 : 0)) {
      return false;
    }
    int restMask = (1 << rest) - 1;
    return Arrays.equals(bitsA, 0, whole, bitsB, 0, whole)
        && (rest == 0 || ((bitsA[whole] ^ bitsB[whole]) & restMask) == 0);
  }
}
