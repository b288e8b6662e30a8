package io.deepgrow.seg;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBitsTest {

  @ParameterizedTest
  @CsvSource({
    "21, 22, 1, 58",
    "21, 22, 2, 116",
    "21, 22, 3, 174",
    "21, 22, 9, 520",
    "23, 38, 1, 110",
    "23, 38, 2, 220",
    "23, 38, 3, 328",
    "23, 38, 9, 984",
    "511, 511, 1, 32642",
    "511, 511, 2, 65282",
    "511, 511, 3, 97922",
    "511, 511, 9, 293762",
    "64, 64, 1, 512",
    "64, 64, 9, 4608",
    "1, 1, 1, 2",
    "1, 1, 2, 2",
    "1, 1, 9, 2",
  })
  void packsFramesWithoutGapsIntoAnEvenNumberOfBytes(
      int columns, int rows, int frames, int expectedLength) throws IOException {
    Mask mask = random(columns, rows, frames, 7);
    long frameBits = (long) columns * rows;

    byte[] packed = packFrameByFrame(mask);

    assertThat(packed).hasSize(expectedLength);
    assertThat(FrameBitWriter.evenLength(frameBits * frames)).isEqualTo(expectedLength);
    assertThat(packed).isEqualTo(packWhole(mask));
    Mask back = Mask.empty(mask.geometry());
    long[] words = back.window(0, back.size().arrayLength()).words();
    for (int frame = frames - 1; frame >= 0; frame--) {
      FrameBitReader.copy(packed, frame * frameBits, words, frame * frameBits, frameBits);
    }
    assertThat(back.sameVoxels(mask)).isTrue();
  }

  @Test
  void putsTheFirstPixelOfTheSecondFrameRightAfterTheFirstFrame() throws IOException {
    Mask mask = Mask.empty(grid(21, 22, 2));
    mask.set(new VoxelIndex(0, 0, 1), true);

    byte[] packed = packFrameByFrame(mask);

    assertThat(packed[57]).isEqualTo((byte) (1 << 6));
    assertThat(BitSet.valueOf(packed).cardinality()).isEqualTo(1);
  }

  @Test
  void leavesOutFramesInTheMiddle() throws IOException {
    Mask mask = random(21, 22, 5, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameBitWriter writer = new FrameBitWriter(out);
    writer.append(mask.words(), 462, 462);
    writer.append(mask.words(), 4 * 462, 462);
    writer.finish();

    BitSet packed = BitSet.valueOf(out.toByteArray());

    BitSet all = BitSet.valueOf(mask.words());
    assertThat(packed.get(0, 462)).isEqualTo(all.get(462, 924));
    assertThat(packed.get(462, 924)).isEqualTo(all.get(4 * 462, 5 * 462));
  }

  @Property
  void appendsAnyRangesAsOneStreamOfBits(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int ranges) throws IOException {
    Random random = new Random(seed);
    long[] words = random.longs(40).toArray();
    BitSet source = BitSet.valueOf(words);
    BitSet expected = new BitSet();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameBitWriter writer = new FrameBitWriter(out);
    int length = 0;
    for (int n = 0; n < ranges; n++) {
      int from = random.nextInt(40 * 64);
      int bits = random.nextInt(40 * 64 - from + 1);
      writer.append(words, from, bits);
      for (int bit = 0; bit < bits; bit++) {
        expected.set(length + bit, source.get(from + bit));
      }
      length += bits;
    }

    assertThat(writer.finish()).isEqualTo(FrameBitWriter.evenLength(length));
    assertThat(BitSet.valueOf(out.toByteArray())).isEqualTo(expected);
  }

  @Property
  void copiesAnyRangeOutOfTheBytes(
      @ForAll long seed,
      @ForAll @IntRange(max = 700) int from,
      @ForAll @IntRange(max = 700) int to,
      @ForAll @LongRange(max = 300) long bits) {
    byte[] bytes = new byte[125];
    new Random(seed).nextBytes(bytes);
    long[] words = new long[16];

    FrameBitReader.copy(bytes, from, words, to, bits);

    BitSet source = BitSet.valueOf(bytes);
    BitSet copied = BitSet.valueOf(words);
    for (int bit = 0; bit < words.length * 64; bit++) {
      boolean inside = bit >= to && bit < to + bits;
      assertThat(copied.get(bit)).isEqualTo(inside && source.get(from + bit - to));
    }
  }

  private static VolumeGeometry grid(int columns, int rows, int frames) {
    return VolumeGeometry.axial(new GridSize(columns, rows, frames), Spacing.isotropic(1));
  }

  private static Mask random(int columns, int rows, int frames, long seed) {
    Random random = new Random(seed);
    Mask mask = Mask.empty(grid(columns, rows, frames));
    for (int flat = 0; flat < mask.size().arrayLength(); flat++) {
      mask.set(flat, random.nextBoolean());
    }
    return mask;
  }

  private static byte[] packFrameByFrame(Mask mask) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameBitWriter writer = new FrameBitWriter(out);
    long frameBits = (long) mask.size().i() * mask.size().j();
    for (int k = 0; k < mask.size().k(); k++) {
      writer.append(mask.words(), k * frameBits, frameBits);
    }
    writer.finish();
    return out.toByteArray();
  }

  private static byte[] packWhole(Mask mask) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameBitWriter writer = new FrameBitWriter(out);
    writer.append(mask.words(), 0, mask.size().voxels());
    writer.finish();
    return out.toByteArray();
  }
}
