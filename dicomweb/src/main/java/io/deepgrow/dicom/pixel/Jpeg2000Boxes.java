package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The boxes of a JP2 file (ISO/IEC 15444-1 I.4), which some put around a frame's codestream. */
final class Jpeg2000Boxes {

  private static final int SIGNATURE = 0x6A502020;
  private static final int CODESTREAM = 0x6A703263;
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  private Jpeg2000Boxes() {}

  /**
   * The codestream in a frame, the frame itself where it has no boxes.
   *
   * @throws DicomException {@code dicom.undecodable} when there are boxes without a codestream
   */
  static byte[] codestream(byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    if (frame.length < HEADER || in.getInt(4) != SIGNATURE) {
      return frame;
    }
    int at = 0;
    while (frame.length - at >= HEADER) {
      long length = Integer.toUnsignedLong(in.getInt(at));
      int type = in.getInt(at + 4);
      boolean isLong = length == 1 && frame.length - at >= LONG_HEADER;
      int header = isLong ? LONG_HEADER : HEADER;
      if (isLong) {
        length = in.getLong(at + HEADER);
      } else if (length == 0) {
        length = (long) frame.length - at;
      }
      if (length < header || length > frame.length - at) {
        throw Jpeg2000Codestream.damaged("a box is cut off");
      }
      if (type == CODESTREAM) {
        return Arrays.copyOfRange(frame, at + header, (int) (at + length));
      }
      at += (int) length;
    }
    throw Jpeg2000Codestream.damaged("its boxes hold no codestream");
  }
}
