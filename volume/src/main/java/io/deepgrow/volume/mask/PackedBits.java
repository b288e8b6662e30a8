package io.deepgrow.volume.mask;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A box of a mask as one stream of bits, i-fastest, lowest bit of each byte first. */
final class PackedBits {

  private PackedBits() {}

  static int length(VoxelBox box) {
    return (box.size().arrayLength() + 7) >>> 3;
  }

  /** The voxels of a box as words of a grid of the box's size. */
  static long[] crop(Mask mask, VoxelBox box) {
    if (!mask.size().box().contains(box)) {
      throw new IllegalArgumentException("Box " + box + " leaves the grid of " + mask.size());
    }
    GridSize part = box.size();
    Mask.Window in =
        mask.words(row(mask, box, 0, 0), row(mask, box, part.j() - 1, part.k() - 1) + part.i());
    long[] out = new long[(part.arrayLength() + 63) >>> 6];
    for (int k = 0; k < part.k(); k++) {
      for (int j = 0; j < part.j(); j++) {
        Bits.or(in.words(), row(mask, box, j, k) - in.first(), out, part.flat(0, j, k), part.i());
      }
    }
    return out;
  }

  /** Sets in an otherwise empty mask the voxels of a box. */
  static void paste(long[] words, VoxelBox box, Mask into) {
    GridSize part = box.size();
    Mask.Window out =
        into.window(row(into, box, 0, 0), row(into, box, part.j() - 1, part.k() - 1) + part.i());
    for (int k = 0; k < part.k(); k++) {
      for (int j = 0; j < part.j(); j++) {
        Bits.or(
            words, part.flat(0, j, k), out.words(), row(into, box, j, k) - out.first(), part.i());
      }
    }
  }

  private static int row(Mask mask, VoxelBox box, int j, int k) {
    VoxelIndex s = box.start();
    return mask.size().flat(s.i(), s.j() + j, s.k() + k);
  }

  static byte[] toBytes(long[] words, int length) {
    ByteBuffer all = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    all.asLongBuffer().put(words);
    byte[] bytes = new byte[length];
    all.get(bytes);
    return bytes;
  }

  static long[] toWords(byte[] bytes) {
    long[] words = new long[(bytes.length + 7) >>> 3];
    ByteBuffer all = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(bytes).rewind().asLongBuffer().get(words);
    return words;
  }
}
