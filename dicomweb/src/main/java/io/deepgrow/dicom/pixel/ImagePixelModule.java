package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;

/**
 * The attributes that say how pixels lie in memory (PS3.3 C.7.6.3).
 *
 * @param signed Pixel Representation 1, two's complement
 */
public record ImagePixelModule(
    int rows,
    int columns,
    int frames,
    int samplesPerPixel,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed) {

  private static final int MAX_EDGE = 16_384;
  private static final int MAX_FRAMES = 100_000;
  private static final long MAX_BYTES = 8L << 30;

  public ImagePixelModule {
    boolean sane =
        rows > 0
            && columns > 0
            && rows <= MAX_EDGE
            && columns <= MAX_EDGE
            && frames > 0
            && frames <= MAX_FRAMES
            && samplesPerPixel > 0
            && samplesPerPixel <= 4
            && (bitsAllocated == 1
                || bitsAllocated == 8
                || bitsAllocated == 16
                || bitsAllocated == 32)
            && bitsStored > 0
            && bitsStored <= bitsAllocated
            && highBit >= bitsStored - 1
            && highBit < bitsAllocated;
    if (!sane) {
      throw DicomException.malformed(
          String.format(
              "Image of %d×%d, %d frames, %d samples, bits %d/%d/%d is impossible or too large",
              columns, rows, frames, samplesPerPixel, bitsAllocated, bitsStored, highBit));
    }
    if ((long) rows * columns * samplesPerPixel * bitsAllocated / 8 * frames > MAX_BYTES) {
      throw DicomException.limit("pixels", "More than " + MAX_BYTES + " bytes of pixels");
    }
  }

  /**
   * The module of a data set.
   *
   * @throws DicomException {@code dicom.malformed} when an attribute is absent or out of range
   */
  public static ImagePixelModule of(DicomObject dataSet) {
    int allocated = required(dataSet, Tag.BITS_ALLOCATED);
    int stored = dataSet.integer(Tag.BITS_STORED).orElse(allocated);
    return new ImagePixelModule(
        required(dataSet, Tag.ROWS),
        required(dataSet, Tag.COLUMNS),
        dataSet.integer(Tag.NUMBER_OF_FRAMES).orElse(1),
        dataSet.integer(Tag.SAMPLES_PER_PIXEL).orElse(1),
        allocated,
        stored,
        dataSet.integer(Tag.HIGH_BIT).orElse(stored - 1),
        dataSet.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1);
  }

  private static int required(DicomObject dataSet, int tag) {
    return dataSet
        .integer(tag)
        .orElseThrow(() -> DicomException.malformed("The image has no " + Tag.text(tag)));
  }

  public int framePixels() {
    return rows * columns;
  }

  /** Bytes of one native frame; single bits are filled up to whole bytes. */
  public int frameBytes() {
    long bits = (long) rows * columns * samplesPerPixel * bitsAllocated;
    return Math.toIntExact((bits + 7) / 8);
  }

  /** The stored value in a cell of allocated bits: shifted down, masked, sign-extended. */
  public int storedValue(int cell) {
    int shifted = cell >>> (highBit + 1 - bitsStored);
    int unused = 32 - bitsStored;
    return signed ? shifted << unused >> unused : shifted << unused >>> unused;
  }
}
