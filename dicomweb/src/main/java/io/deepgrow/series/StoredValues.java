package io.deepgrow.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import java.util.OptionalInt;

/** From stored pixel cells to Hounsfield units. */
final class StoredValues {

  private static final int AIR = -1024;

  private final ImagePixelModule image;
  private final int paddingLow;
  private final int paddingHigh;

  StoredValues(ImagePixelModule image, DicomObject object) {
    this.image = image;
    OptionalInt padding = object.integer(Tag.PIXEL_PADDING_VALUE);
    int first = padding.isPresent() ? inSign(padding.getAsInt()) : Integer.MAX_VALUE;
    int limit =
        padding.isPresent()
            ? inSign(object.integer(Tag.PIXEL_PADDING_RANGE_LIMIT).orElse(padding.getAsInt()))
            : Integer.MIN_VALUE;
    paddingLow = Math.min(first, limit);
    paddingHigh = padding.isPresent() ? Math.max(first, limit) : Integer.MIN_VALUE;
  }

  private int inSign(int value) {
    return image.signed() ? (short) value : value & 0xFFFF;
  }

  /**
   * Rescaled, rounded and clamped to int16; padding becomes air.
   *
   * @param cells native little-endian, 8 or 16 bits each
   */
  void toHounsfield(byte[] cells, double slope, double intercept, short[] out, int to) {
    int count = image.framePixels();
    boolean plain = slope == 1 && intercept == Math.rint(intercept);
    int shift = plain ? (int) intercept : 0;
    boolean bytes = image.bitsAllocated() == 8;
    for (int n = 0; n < count; n++) {
      int cell = bytes ? cells[n] & 0xFF : (cells[2 * n] & 0xFF) | (cells[2 * n + 1] & 0xFF) << 8;
      int stored = image.storedValue(cell);
      int value;
      if (stored >= paddingLow && stored <= paddingHigh) {
        value = AIR;
      } else {
        value = plain ? stored + shift : (int) Math.rint(stored * slope + intercept);
      }
      out[to + n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
  }
}
