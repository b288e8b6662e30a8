package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the markers of a JPEG 2000 codestream (ISO/IEC 15444-1 A) before a decoder does, which
 * believes every number in them: what they claim has to go with the header of the image and with
 * the bytes that are there.
 */
final class Jpeg2000Codestream {

  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int POC = 0xFF5F;
  private static final int PPM = 0xFF60;
  private static final int PPT = 0xFF61;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;

  private static final int SOT_BYTES = 12;
  private static final long FREE_PACKETS = 1 << 16;
  private static final int MAX_ORDER_CHANGES = 32;

  private final ByteBuffer in;
  private final Jpeg2000Size size;
  private @Nullable Jpeg2000Coding coding;
  private long packets;
  private int orderChanges;

  private Jpeg2000Codestream(byte[] codestream, ImagePixelModule image) {
    this.in = ByteBuffer.wrap(codestream);
    if (marker() != SOC || marker() != SIZ) {
      throw damaged("it does not begin with its size");
    }
    this.size = Jpeg2000Size.read(content(), image);
  }

  /**
   * The codestream of a frame, out of its JP2 boxes where it has some.
   *
   * @throws DicomException {@code dicom.undecodable} when its markers are damaged, contradict the
   *     image or claim more work than its bytes can be about
   */
  static byte[] checked(byte[] frame, ImagePixelModule image) {
    try {
      byte[] codestream = Jpeg2000Boxes.codestream(frame);
      new Jpeg2000Codestream(codestream, image).check();
      return codestream;
    } catch (BufferUnderflowException e) {
      throw new DicomException("dicom.undecodable", "The JPEG 2000 frame is cut off", e);
    }
  }

  static DicomException damaged(String how) {
    return new DicomException(
        "dicom.undecodable", "The JPEG 2000 frame is damaged or impossible: " + how);
  }

  private void check() {
    int marker = header(-1);
    if (coding == null) {
      throw damaged("it has no coding style");
    }
    long[] parts = new long[Math.toIntExact(size.tiles())];
    while (marker == SOT) {
      parts[tilePart()]++;
      marker = in.remaining() < 2 ? EOC : marker();
    }
    if (marker != EOC) {
      throw damaged("something else follows its tiles");
    }
    if (Arrays.stream(parts).anyMatch(n -> n == 0)) {
      throw damaged("tiles are missing");
    }
  }

  /** From behind SOT to the end of the part; returns its tile. */
  private int tilePart() {
    int start = in.position() - 2;
    ByteBuffer content = content();
    int tile = Short.toUnsignedInt(content.getShort());
    long length = Integer.toUnsignedLong(content.getInt());
    if (tile >= size.tiles()) {
      throw damaged("a tile is described that it does not have");
    }
    long end = length == 0 ? in.limit() : start + length;
    if (end > in.limit()) {
      throw damaged("its last tile is cut off");
    }
    if (header(tile) != SOD || end < in.position() || end < start + SOT_BYTES) {
      throw damaged("a tile has no data");
    }
    in.position((int) end);
    return tile;
  }

  /** Markers up to the one that ends the header, which is returned; tile -1 is the main header. */
  private int header(int tile) {
    for (int marker = marker(); ; marker = marker()) {
      if (marker == SOT || marker == SOD || marker == EOC) {
        return marker;
      }
      ByteBuffer content = content();
      if (marker == COD) {
        Jpeg2000Coding ofAll = Jpeg2000Coding.ofAll(content);
        coding = tile < 0 ? ofAll : coding;
        count(ofAll, tile, size.components());
      } else if (marker == COC && coding != null) {
        count(coding.ofOne(content, size), tile, 1);
      } else if (marker == SIZ || marker == COC || marker == PPM || marker == PPT) {
        throw damaged("it holds a marker that is not decoded: " + Integer.toHexString(marker));
      } else if (marker == POC && ++orderChanges > MAX_ORDER_CHANGES) {
        throw damaged("it changes its order too often");
      }
    }
  }

  /** A packet is a byte at least, so that no more can be meant than there are bytes. */
  private void count(Jpeg2000Coding style, int tile, int components) {
    int first = Math.max(tile, 0);
    long last = tile < 0 ? size.tiles() - 1 : tile;
    for (int n = first; n <= last; n++) {
      packets += style.packets(size.tile(n)) * components;
      if (packets > Math.max(FREE_PACKETS, in.limit())) {
        throw damaged("it claims more packets than it has bytes");
      }
    }
  }

  private int marker() {
    int marker = Short.toUnsignedInt(in.getShort());
    if (marker < 0xFF00) {
      throw damaged("a marker is missing");
    }
    return marker;
  }

  /** The content of a marker segment, without its length; the position is behind it then. */
  private ByteBuffer content() {
    int length = Short.toUnsignedInt(in.getShort()) - 2;
    if (length < 0 || length > in.remaining()) {
      throw damaged("a marker is cut off");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }
}
