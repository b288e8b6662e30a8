package io.deepgrow.volume.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Stored voxels as a test's own writer lays them out. */
final class VoxelBytes {

  private VoxelBytes() {}

  /** Values in range of both the type and int16, for any type. */
  static byte[] of(VoxelType type, ByteOrder order, short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes()).order(order);
    for (short value : values) {
      switch (type) {
        case INT8, UINT8 -> bytes.put((byte) value);
        case INT16, UINT16 -> bytes.putShort(value);
        case INT32, UINT32 -> bytes.putInt(value);
        case INT64, UINT64 -> bytes.putLong(value);
        case FLOAT32 -> bytes.putFloat(value);
        case FLOAT64 -> bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  static boolean signed(VoxelType type) {
    return !type.name().startsWith("UINT");
  }

  /** Values that a type holds without loss. */
  static short[] values(VoxelType type, Random random, int count) {
    short[] values = new short[count];
    for (int n = 0; n < count; n++) {
      int range = type.bytes() == 1 ? 128 : 32768;
      int low = signed(type) ? -range : 0;
      values[n] = (short) (low + random.nextInt(range - low));
    }
    return values;
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[] a, byte[] b) {
    ByteBuffer both = ByteBuffer.allocate(a.length + b.length);
    return both.put(a).put(b).array();
  }
}
