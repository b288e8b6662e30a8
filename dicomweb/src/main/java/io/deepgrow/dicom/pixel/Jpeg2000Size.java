package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import java.nio.ByteBuffer;

/**
 * The size marker of a JPEG 2000 codestream (ISO/IEC 15444-1 A.5.1): the image and its tiles on the
 * reference grid, first and one past the last, all below {@link #MAX_GRID}.
 */
record Jpeg2000Size(
    long right,
    long bottom,
    long left,
    long top,
    long tileWidth,
    long tileHeight,
    long tilesLeft,
    long tilesTop,
    int components) {

  private static final long MAX_GRID = 1 << 16;
  private static final int MAX_TILES = 4096;
  private static final int MAX_COMPONENTS = 4;
  private static final int FIXED = 36;
  private static final int EVERY_PIXEL = 0x0101;

  /**
   * Reads the marker's content, its length apart.
   *
   * @throws DicomException {@code dicom.undecodable} when it is not the size that the header of the
   *     image says, or more than is decoded here
   */
  static Jpeg2000Size read(ByteBuffer content, ImagePixelModule image) {
    if (content.remaining() < FIXED) {
      throw Jpeg2000Codestream.damaged("its size is cut off");
    }
    content.getShort();
    long[] grid = new long[8];
    for (int n = 0; n < grid.length; n++) {
      grid[n] = Integer.toUnsignedLong(content.getInt());
    }
    int components = Short.toUnsignedInt(content.getShort());
    Jpeg2000Size size =
        new Jpeg2000Size(
            grid[0], grid[1], grid[2], grid[3], grid[4], grid[5], grid[6], grid[7], components);
    size.check(image);
    if (content.remaining() != 3 * components) {
      throw Jpeg2000Codestream.damaged("its size has another length than its components need");
    }
    for (int n = 0; n < components; n++) {
      checkComponent(content, image);
    }
    return size;
  }

  private void check(ImagePixelModule image) {
    if (right - left != image.columns() || bottom - top != image.rows()) {
      throw new DicomException(
          "dicom.undecodable",
          "The compressed frame is %d×%d, the header says %d×%d"
              .formatted(right - left, bottom - top, image.columns(), image.rows()));
    }
    if (right >= MAX_GRID || bottom >= MAX_GRID) {
      throw Jpeg2000Codestream.damaged("it lies too far from the origin of its grid");
    }
    boolean covered =
        tilesLeft <= left
            && tilesTop <= top
            && tilesLeft + tileWidth > left
            && tilesTop + tileHeight > top;
    if (!covered) {
      throw Jpeg2000Codestream.damaged("its tiles do not cover it");
    }
    if (tiles() > MAX_TILES) {
      throw Jpeg2000Codestream.damaged(
          "it has %d tiles, at most %d are decoded".formatted(tiles(), MAX_TILES));
    }
    if (components < image.samplesPerPixel() || components > MAX_COMPONENTS) {
      throw Jpeg2000Codestream.damaged(
          "it has %d components, the header says %d samples"
              .formatted(components, image.samplesPerPixel()));
    }
  }

  private static void checkComponent(ByteBuffer content, ImagePixelModule image) {
    int bits = (content.get() & 0x7F) + 1;
    if (bits > image.bitsAllocated()) {
      throw Jpeg2000Codestream.damaged(
          "it has %d bits, the header says %d".formatted(bits, image.bitsAllocated()));
    }
    if (content.getShort() != EVERY_PIXEL) {
      throw Jpeg2000Codestream.damaged("a component is not sampled at every pixel");
    }
  }

  private long across() {
    return Jpeg2000Coding.ceil(right - tilesLeft, tileWidth);
  }

  long tiles() {
    return across() * Jpeg2000Coding.ceil(bottom - tilesTop, tileHeight);
  }

  /** Left edge of a tile, one past its right edge, then top and bottom. */
  long[] tile(int number) {
    long x = tilesLeft + number % across() * tileWidth;
    long y = tilesTop + number / across() * tileHeight;
    return new long[] {
      Math.max(x, left),
      Math.min(x + tileWidth, right),
      Math.max(y, top),
      Math.min(y + tileHeight, bottom)
    };
  }
}
