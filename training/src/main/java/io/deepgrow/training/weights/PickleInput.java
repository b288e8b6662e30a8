package io.deepgrow.training.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read from the front; every read is held against what is left. */
final class PickleInput {

  private static final int MAX_NAME = 1024;

  private final ByteBuffer bytes;

  PickleInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  int unsignedByte() {
    return need(1).get() & 0xff;
  }

  int unsignedShort() {
    return need(2).getShort() & 0xffff;
  }

  int signedInt() {
    return need(4).getInt();
  }

  /** Eight bytes, big-endian, as BINFLOAT has them. */
  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
  }

  /** A little-endian two's complement number of 0 to 8 bytes. */
  long signedNumber(int length) {
    if (length > Long.BYTES) {
      throw broken("a whole number of " + length + " bytes is longer than 8");
    }
    need(length);
    long value = 0;
    for (int n = 0; n < length; n++) {
      value |= (long) unsignedByte() << (8 * n);
    }
    int unused = Long.SIZE - 8 * length;
    return length == 0 ? 0 : value << unused >> unused;
  }

  /** UTF-8 text of a known length. */
  String text(int length) {
    if (length < 0) {
      throw broken("a text of " + Integer.toUnsignedString(length) + " bytes");
    }
    return decode(need(length).slice(bytes.position(), length), length);
  }

  /** Text up to the next line feed. */
  String line() {
    int start = bytes.position();
    for (int n = 0; n < MAX_NAME; n++) {
      if (unsignedByte() == '\n') {
        bytes.position(start);
        String line = decode(bytes.slice(start, n), n);
        bytes.position(start + n + 1);
        return line;
      }
    }
    throw broken("a name longer than " + MAX_NAME + " bytes");
  }

  WeightsException broken(String reason) {
    return new WeightsException(
        "The checkpoint's pickle is refused at byte " + bytes.position() + ": " + reason);
  }

  private String decode(ByteBuffer text, int length) {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(text);
      bytes.position(bytes.position() + length);
      return decoded.toString();
    } catch (CharacterCodingException e) {
      throw new WeightsException("The checkpoint's pickle has text that is not UTF-8", e);
    }
  }

  private ByteBuffer need(int length) {
    if (bytes.remaining() < length) {
      throw broken("it ends where " + length + " more bytes are needed");
    }
    return bytes;
  }
}
