package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads voxels of any stored type into int16, growing with what really arrives. */
final class VoxelReader {

  private static final int CHUNK = 1 << 20;

  private final String format;
  private final VoxelType type;
  private final ByteOrder order;
  private final double slope;
  private final double intercept;

  VoxelReader(String format, VoxelType type, ByteOrder order, double slope, double intercept) {
    this.format = format;
    this.type = type;
    this.order = order;
    this.slope = slope;
    this.intercept = intercept;
  }

  /** Reads {@code size} voxels; allocates no more than the stream has delivered, doubled. */
  short[] read(InputStream in, GridSize size) throws IOException {
    int voxels = size.arrayLength();
    short[] out = new short[Math.min(voxels, CHUNK)];
    byte[] bytes = new byte[CHUNK];
    int done = 0;
    while (done < voxels) {
      int wanted = Math.min(CHUNK / type.bytes(), voxels - done);
      int got = in.readNBytes(bytes, 0, wanted * type.bytes());
      if (got < wanted * type.bytes()) {
        throw new VolumeFileException(
            format + ".truncated",
            "The file ends after "
                + (done + got / type.bytes())
                + " of "
                + voxels
                + " voxels; it is damaged or was not copied whole");
      }
      if (done + wanted > out.length) {
        out = Arrays.copyOf(out, (int) Math.min(voxels, Math.max(2L * out.length, done + wanted)));
      }
      convert(bytes, wanted, out, done);
      done += wanted;
    }
    // at its end a gzip stream checks its sum; bytes after the voxels are none of ours
    int unused = in.read();
    return out;
  }

  private void convert(byte[] bytes, int count, short[] out, int to) throws VolumeFileException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    if (type == VoxelType.INT16 && slope == 1 && intercept == 0) {
      buffer.asShortBuffer().get(out, to, count);
      return;
    }
    for (int n = 0; n < count; n++) {
      double value = type.next(buffer) * slope + intercept;
      if (Double.isNaN(value)) {
        throw new VolumeFileException(
            format + ".nan",
            "Voxel " + (to + n) + " is not a number; replace such voxels by air, −1024 HU");
      }
      out[to + n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(value)));
    }
  }
}
