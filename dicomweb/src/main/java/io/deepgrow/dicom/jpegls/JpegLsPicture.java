package io.deepgrow.dicom.jpegls;

import java.util.Arrays;

/**
 * A picture of one component.
 *
 * @param columns of the picture
 * @param rows of the picture
 * @param bits of a sample, 2 to 16
 * @param samples unsigned, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record JpegLsPicture(int columns, int rows, int bits, short[] samples) {

  private static final int[] NO_PRESETS = new int[5];

  /** Says whether a size is the one that is known from elsewhere, before memory is taken for it. */
  public interface SizeCheck {
    boolean accepts(int columns, int rows);
  }

  /**
   * Decodes a picture.
   *
   * @param size refuses sizes that are not expected
   * @throws DamagedPictureException when the bytes are no such picture, or cut off, or of a size
   *     that is not accepted
   */
  public static JpegLsPicture decode(byte[] bytes, SizeCheck size) throws DamagedPictureException {
    Segments segments = new Segments(bytes);
    Segments.Frame frame = null;
    int[] presets = NO_PRESETS;
    while (true) {
      int marker = segments.next();
      switch (marker) {
        case Segments.FRAME -> frame = segments.frame();
        case Segments.PRESETS -> presets = segments.presets();
        case Segments.SCAN -> {
          if (frame == null) {
            throw new DamagedPictureException("it has no frame header");
          }
          if (!size.accepts(frame.columns(), frame.rows())) {
            throw new DamagedPictureException(
                "it is " + frame.columns() + "×" + frame.rows() + " pixels large");
          }
          int near = segments.near();
          Coding coding = Coding.of((1 << frame.bits()) - 1, near, presets);
          Scan scan = new Scan(new ScanBits(bytes, segments.at()), coding);
          return new JpegLsPicture(
              frame.columns(),
              frame.rows(),
              frame.bits(),
              scan.decode(frame.columns(), frame.rows()));
        }
        default -> segments.skip();
      }
    }
  }

  @Override
  public String toString() {
    return columns + "×" + rows + ", " + bits + " bits, " + Arrays.hashCode(samples);
  }
}
