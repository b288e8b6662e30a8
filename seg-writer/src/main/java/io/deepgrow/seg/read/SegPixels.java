package io.deepgrow.seg.read;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.seg.SegException;
import io.deepgrow.volume.grid.GridSize;
import java.util.List;

/** Chooses how the voxels of a SEG are read: by its type, bits and transfer syntax. */
final class SegPixels {

  private static final PixelDecoders DECODERS = PixelDecoders.standard();

  private final DicomFile file;
  private final SegReadOptions options;
  private final String type;
  private final int bits;
  private final int rows;
  private final int columns;

  SegPixels(DicomFile file, SegReadOptions options) {
    DicomObject seg = file.dataSet();
    this.file = file;
    this.options = options;
    this.type = seg.string(Tag.SEGMENTATION_TYPE).orElse("");
    this.bits = seg.integer(Tag.BITS_ALLOCATED).orElse(0);
    this.rows = seg.integer(Tag.ROWS).orElse(0);
    this.columns = seg.integer(Tag.COLUMNS).orElse(0);
  }

  boolean isLabelMap() {
    return type.equals("LABELMAP");
  }

  /**
   * The reader of the frames.
   *
   * @throws SegException {@code seg.unsupported} for an unknown type or number of bits
   */
  FrameVoxels voxels(int frames, List<String> warnings) {
    DicomObject seg = file.dataSet();
    if (type.equals("BINARY") && bits == 1) {
      long frameBits = (long) rows * columns;
      return !file.pixelData().isEncapsulated()
          ? PackedVoxels.of(file.pixelData().nativeBytes(), frameBits, frames, warnings)
          : new SingleBitVoxels(bytes((int) ((frameBits + 7) >>> 3), frames), frameBits);
    }
    if (type.equals("FRACTIONAL") && bits == 8) {
      int maximum = seg.integer(Tag.MAXIMUM_FRACTIONAL_VALUE).orElse(255);
      return new FractionVoxels(
          bytes(rows * columns, frames), options.fractionThreshold(), maximum);
    }
    if (isLabelMap() && (bits == 8 || bits == 16)) {
      int background = seg.integer(Tag.PIXEL_PADDING_VALUE).orElse(0);
      int width = bits / 8;
      return new LabelVoxels(
          bytes(rows * columns * width, frames), width, background, new GridSize(columns, rows, 1));
    }
    throw new SegException(
        "seg.unsupported", "Segmentation type '" + type + "' with " + bits + " bits per voxel");
  }

  private FrameBytes bytes(int frameLength, int frames) {
    byte[] all = file.pixelData().nativeBytes();
    if (!file.pixelData().isEncapsulated() && all.length < (long) frames * frameLength) {
      throw new SegException(
          "seg.truncated_pixels",
          all.length + " bytes of pixel data, " + frames + " frames of " + frameLength);
    }
    ImagePixelModule image = ImagePixelModule.of(file.dataSet());
    return frame -> DECODERS.frame(file, image, frame);
  }
}
