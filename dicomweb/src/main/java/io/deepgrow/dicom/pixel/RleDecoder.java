package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.TransferSyntax;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (PS3.5 G): PackBits per byte plane, the most significant plane first; single bits
 * are packed into one plane.
 */
final class RleDecoder implements PixelDecoder {

  private static final int HEADER = 64;
  private static final int MAX_SEGMENTS = 15;

  @Override
  public boolean supports(TransferSyntax syntax) {
    return syntax.equals(TransferSyntax.RLE);
  }

  @Override
  public byte[] decode(byte[] frame, ImagePixelModule image) {
    int cell = Math.max(1, image.bitsAllocated() / 8);
    int planes = cell * image.samplesPerPixel();
    if (frame.length < HEADER) {
      throw damaged("its header is cut off");
    }
    ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    int segments = header.getInt(0);
    if (segments != planes || segments > MAX_SEGMENTS) {
      throw damaged("it has " + segments + " segments instead of " + planes);
    }
    byte[] out = new byte[image.frameBytes()];
    for (int s = 0; s < segments; s++) {
      int from = header.getInt(4 + 4 * s);
      int to = s + 1 < segments ? header.getInt(8 + 4 * s) : frame.length;
      if (from < HEADER || to < from || to > frame.length) {
        throw damaged("a segment lies outside of it");
      }
      int sample = s / cell;
      int significance = cell - 1 - s % cell;
      unpack(frame, from, to, out, sample * cell + significance, planes, out.length / planes);
    }
    return out;
  }

  private static void unpack(
      byte[] in, int from, int to, byte[] out, int at, int stride, int count) {
    int read = from;
    int write = at;
    int left = count;
    while (left > 0) {
      if (read >= to) {
        throw damaged("a segment ends early");
      }
      int control = in[read++];
      if (control == -128) {
        continue;
      }
      int length = control >= 0 ? control + 1 : 1 - control;
      int needed = control >= 0 ? length : 1;
      if (length > left || read + needed > to) {
        throw damaged("a run reaches beyond the frame");
      }
      for (int n = 0; n < length; n++) {
        out[write] = in[control >= 0 ? read + n : read];
        write += stride;
      }
      read += needed;
      left -= length;
    }
  }

  private static DicomException damaged(String how) {
    return new DicomException("dicom.undecodable", "The RLE frame is damaged: " + how);
  }
}
