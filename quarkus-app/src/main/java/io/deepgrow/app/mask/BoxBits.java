package io.deepgrow.app.mask;

import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The bits of a mask's box as a database row holds them. */
final class BoxBits {

  private BoxBits() {}

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  static byte[] inflate(byte[] deflated, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      byte[] bytes = new byte[length];
      int done = 0;
      while (done < length && !inflater.finished()) {
        int got = inflater.inflate(bytes, done, length - done);
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        done += got;
      }
      if (done != length) {
        throw new IllegalStateException("A stored mask is shorter than its box");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("A stored mask is damaged", e);
    } finally {
      inflater.end();
    }
  }

  /** The box as six numbers, start then end. */
  static String text(VoxelBox box) {
    VoxelIndex s = box.start();
    VoxelIndex e = box.end();
    return s.i() + "," + s.j() + "," + s.k() + "," + e.i() + "," + e.j() + "," + e.k();
  }

  static VoxelBox box(String text) {
    String[] parts = text.split(",", -1);
    int[] n = new int[6];
    for (int p = 0; p < n.length; p++) {
      n[p] = Integer.parseInt(parts[p]);
    }
    return new VoxelBox(new VoxelIndex(n[0], n[1], n[2]), new VoxelIndex(n[3], n[4], n[5]));
  }
}
