package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Brings numbers of a stream's byte order into little-endian. */
final class ValueCoder {

  private final boolean bigEndian;

  ValueCoder(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Swaps in place where needed. */
  byte[] toLittle(Vr vr, byte[] value) {
    if (bigEndian && vr.wordBytes() > 1) {
      swap(value, vr.wordBytes());
    }
    return value;
  }

  private static void swap(byte[] bytes, int word) {
    for (int start = 0; start + word <= bytes.length; start += word) {
      for (int a = start, b = start + word - 1; a < b; a++, b--) {
        byte keep = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = keep;
      }
    }
  }
}
