package io.deepgrow.volume.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A NIfTI-1 header laid out by hand: a 3×2×2 int16 grid at sform identity unless changed. */
final class NiftiBytes {

  final ByteBuffer header;

  NiftiBytes(ByteOrder order) {
    header = ByteBuffer.allocate(352).order(order);
    header.putInt(0, 348);
    dimensions(3, 3, 2, 2);
    type(VoxelType.INT16);
    header.putFloat(108, 352);
    for (int n = 0; n < 4; n++) {
      header.putFloat(76 + 4 * n, 1);
    }
    header.putShort(254, (short) 1);
    for (int n = 0; n < 3; n++) {
      header.putFloat(280 + 20 * n, 1);
    }
    header.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
  }

  static NiftiBytes little() {
    return new NiftiBytes(ByteOrder.LITTLE_ENDIAN);
  }

  NiftiBytes dimensions(int... dim) {
    for (int n = 0; n < dim.length; n++) {
      header.putShort(40 + 2 * n, (short) dim[n]);
    }
    return this;
  }

  NiftiBytes type(VoxelType type) {
    int code =
        switch (type) {
          case INT8 -> 256;
          case UINT8 -> 2;
          case INT16 -> 4;
          case UINT16 -> 512;
          case INT32 -> 8;
          case UINT32 -> 768;
          case INT64 -> 1024;
          case UINT64 -> 1280;
          case FLOAT32 -> 16;
          case FLOAT64 -> 64;
        };
    return shorts(70, code).shorts(72, 8 * type.bytes());
  }

  NiftiBytes shorts(int at, int... values) {
    for (int n = 0; n < values.length; n++) {
      header.putShort(at + 2 * n, (short) values[n]);
    }
    return this;
  }

  NiftiBytes floats(int at, double... values) {
    for (int n = 0; n < values.length; n++) {
      header.putFloat(at + 4 * n, (float) values[n]);
    }
    return this;
  }

  NiftiBytes units(int code) {
    header.put(123, (byte) code);
    return this;
  }

  byte[] with(byte[] voxels) {
    return VoxelBytes.join(header.array(), voxels);
  }

  /** With twelve int16 voxels. */
  byte[] file() {
    return with(new byte[24]);
  }
}
