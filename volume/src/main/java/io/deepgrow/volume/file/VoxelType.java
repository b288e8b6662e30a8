package io.deepgrow.volume.file;

import java.nio.ByteBuffer;

/** How a volume file stores one voxel. */
enum VoxelType {
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  UINT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  VoxelType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** The next value of a buffer in the buffer's byte order. */
  double next(ByteBuffer buffer) {
    return switch (this) {
      case INT8 -> buffer.get();
      case UINT8 -> buffer.get() & 0xFF;
      case INT16 -> buffer.getShort();
      case UINT16 -> buffer.getShort() & 0xFFFF;
      case INT32 -> buffer.getInt();
      case UINT32 -> buffer.getInt() & 0xFFFFFFFFL;
      case INT64 -> (double) buffer.getLong();
      case UINT64 -> unsigned(buffer.getLong());
      case FLOAT32 -> buffer.getFloat();
      case FLOAT64 -> buffer.getDouble();
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1) * 2 + (value & 1);
  }
}
