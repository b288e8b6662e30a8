package io.deepgrow.volume.file;

import io.deepgrow.volume.mask.Mask;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes voxels, i-fastest and little-endian. */
final class VoxelWriter {

  private static final int CHUNK = 1 << 16;

  private VoxelWriter() {}

  static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), CHUNK);
  }

  /** Two bytes a voxel. */
  static void write(short[] voxels, OutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < voxels.length; from += CHUNK / 2) {
      int count = Math.min(CHUNK / 2, voxels.length - from);
      bytes.clear().asShortBuffer().put(voxels, from, count);
      out.write(bytes.array(), 0, 2 * count);
    }
  }

  /** One or two bytes a voxel, 1 inside. */
  static void write(Mask mask, MaskType type, OutputStream out) throws IOException {
    int voxels = mask.size().arrayLength();
    int width = type.bytes();
    byte[] bytes = new byte[CHUNK];
    for (int from = 0; from < voxels; from += CHUNK / width) {
      int count = Math.min(CHUNK / width, voxels - from);
      for (int n = 0; n < count; n++) {
        bytes[n * width] = (byte) (mask.get(from + n) ? 1 : 0);
      }
      out.write(bytes, 0, count * width);
    }
  }
}
