package io.deepgrow.training.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction, good ones and bad ones. */
final class PickleBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A pickle of protocol 2. */
  static PickleBytes start() {
    return new PickleBytes().bytes(0x80, 2);
  }

  /** A pickle without its beginning. */
  static PickleBytes bare() {
    return new PickleBytes();
  }

  PickleBytes bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  /** Instructions that are letters. */
  PickleBytes ops(String letters) {
    return raw(letters.getBytes(StandardCharsets.ISO_8859_1));
  }

  PickleBytes repeat(int times, int... values) {
    for (int n = 0; n < times; n++) {
      bytes(values);
    }
    return this;
  }

  PickleBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  PickleBytes global(String module, String name) {
    return ops("c").raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  PickleBytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ops("X").int32(utf8.length).raw(utf8);
  }

  /** BININT, or LONG1 where it does not fit. */
  PickleBytes number(long value) {
    if (value == (int) value) {
      return ops("J").int32((int) value);
    }
    return bytes(0x8a, 8)
        .raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /** A tuple of numbers. */
  PickleBytes numbers(long... values) {
    ops("(");
    for (long value : values) {
      number(value);
    }
    return ops("t");
  }

  PickleBytes int32(int value) {
    return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  /** A float storage. */
  PickleBytes storage(String key, long elements) {
    return storage("FloatStorage", key, elements);
  }

  PickleBytes storage(String type, String key, long elements) {
    return ops("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(elements)
        .ops("tQ");
  }

  /** A tensor of storage {@code key} with {@code stored} floats. */
  PickleBytes tensor(String key, long stored, long offset, long[] edges, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .ops("(")
        .storage(key, stored)
        .number(offset)
        .numbers(edges)
        .numbers(strides)
        .bytes(0x89)
        .global("collections", "OrderedDict")
        .ops(")RtR");
  }

  byte[] stop() {
    return ops(".").toBytes();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
