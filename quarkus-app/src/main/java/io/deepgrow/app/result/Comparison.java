package io.deepgrow.app.result;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;
import java.util.List;

/**
 * Whether two SEGs say the same: identity, size, the position and segment of each frame, and every
 * voxel. Numbers are compared as numbers and frames decoded, since an archive may write both
 * otherwise than they came; it may also have coerced other attributes.
 */
@ApplicationScoped
class Comparison {

  /** Positions may be rewritten with fewer digits, mm. */
  private static final double TOLERANCE = 1e-3;

  private static final int[] UIDS = {
    Tag.SOP_INSTANCE_UID, Tag.STUDY_INSTANCE_UID, Tag.FRAME_OF_REFERENCE_UID
  };
  private static final int[] SIZES = {Tag.ROWS, Tag.COLUMNS, Tag.NUMBER_OF_FRAMES};

  private final PixelDecoders decoders = PixelDecoders.standard();

  /**
   * Whether the object that came back has the masks that were sent.
   *
   * @throws io.deepgrow.dicom.DicomException when its pixels can't be decoded
   */
  boolean sameMasks(byte[] sent, DicomFile stored) {
    DicomFile own = DicomReader.read(sent, DicomLimits.standard());
    return sameFrames(own.dataSet(), stored.dataSet()) && sameVoxels(own, stored);
  }

  private static boolean sameFrames(DicomObject a, DicomObject b) {
    for (int tag : UIDS) {
      if (!a.string(tag).equals(b.string(tag))) {
        return false;
      }
    }
    for (int tag : SIZES) {
      if (!same(a.decimals(tag), b.decimals(tag))) {
        return false;
      }
    }
    List<DicomObject> framesA = a.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    List<DicomObject> framesB = b.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    boolean same = framesA.size() == framesB.size();
    for (int f = 0; same && f < framesA.size(); f++) {
      same =
          same(segment(framesA.get(f)), segment(framesB.get(f)))
              && same(position(framesA.get(f)), position(framesB.get(f)));
    }
    return same;
  }

  private static List<Double> segment(DicomObject frame) {
    return frame
        .item(Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
        .map(i -> i.decimals(Tag.REFERENCED_SEGMENT_NUMBER))
        .orElse(List.of());
  }

  private static List<Double> position(DicomObject frame) {
    return frame
        .item(Tag.PLANE_POSITION_SEQUENCE)
        .map(i -> i.decimals(Tag.IMAGE_POSITION_PATIENT))
        .orElse(List.of());
  }

  private static boolean same(List<Double> a, List<Double> b) {
    boolean same = a.size() == b.size();
    for (int n = 0; same && n < a.size(); n++) {
      same = Math.abs(a.get(n) - b.get(n)) <= TOLERANCE;
    }
    return same;
  }

  private boolean sameVoxels(DicomFile a, DicomFile b) {
    ImagePixelModule imageA = ImagePixelModule.of(a.dataSet());
    ImagePixelModule imageB = ImagePixelModule.of(b.dataSet());
    boolean same = !a.pixelData().isEmpty() && !b.pixelData().isEmpty();
    for (int frame = 0; same && frame < imageA.frames(); frame++) {
      same = voxels(a, imageA, frame).equals(voxels(b, imageB, frame));
    }
    return same;
  }

  /** The voxels of a frame that are set, whether a bit or a byte was spent on each. */
  private BitSet voxels(DicomFile file, ImagePixelModule image, int frame) {
    byte[] decoded = decoders.frame(file, image, frame);
    if (image.bitsAllocated() == 1) {
      BitSet bits = BitSet.valueOf(decoded);
      bits.clear(image.framePixels(), Math.max(image.framePixels(), bits.length()));
      return bits;
    }
    int width = image.bitsAllocated() / 8;
    BitSet set = new BitSet(image.framePixels());
    for (int at = 0; at < image.framePixels() * width; at++) {
      if (decoded[at] != 0) {
        set.set(at / width);
      }
    }
    return set;
  }
}
