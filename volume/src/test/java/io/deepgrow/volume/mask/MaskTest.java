package io.deepgrow.volume.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaskTest {

  private final VolumeGeometry grid =
      VolumeGeometry.axial(new GridSize(21, 22, 7), Spacing.isotropic(1));

  @Test
  void isEmptyUntilAVoxelIsSet() {
    Mask mask = Mask.empty(grid);
    assertThat(mask.isEmpty()).isTrue();
    assertThat(mask.boundingBox()).isEmpty();

    mask.set(new VoxelIndex(20, 21, 6), true);

    assertThat(mask.isEmpty()).isFalse();
    assertThat(mask.boundingBox()).contains(VoxelBox.around(new VoxelIndex(20, 21, 6)));
  }

  @Property
  void changesAreTheBoxOfTheVoxelsThatDiffer(
      @ForAll @IntRange(max = 20) int i,
      @ForAll @IntRange(max = 21) int j,
      @ForAll @IntRange(max = 6) int k) {
    Mask before = Mask.empty(grid);
    for (int flat = 0; flat < grid.size().arrayLength(); flat++) {
      before.set(flat, flat % 3 == 0);
    }
    Mask after = before.copy();
    VoxelIndex voxel = new VoxelIndex(i, j, k);
    after.set(voxel, !before.get(voxel));

    assertThat(after.changes(before)).contains(VoxelBox.around(voxel));
    assertThat(before.changes(before)).isEmpty();
  }

  @Property(tries = 300)
  void holdsTheVoxelsThatABitSetWouldWhateverTheOrder(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry any = Grids.unit(Grids.size(random, 40));
    int voxels = any.size().arrayLength();
    Mask mask = Mask.empty(any);
    BitSet expected = new BitSet();
    for (int n = 0; n < 30; n++) {
      int from = random.nextInt(voxels);
      int to = from + 1 + random.nextInt(Math.min(200, voxels - from));
      switch (random.nextInt(5)) {
        case 0 -> {
          mask.set(from, true);
          expected.set(from);
        }
        case 1 -> {
          mask.set(from, false);
          expected.clear(from);
        }
        case 2 -> {
          mask.setRun(from, to);
          expected.set(from, to);
        }
        case 3 -> {
          mask.window(from, to).set(to - 1);
          expected.set(to - 1);
        }
        default -> mask = random.nextBoolean() ? mask.copy() : mask.or(Mask.empty(any));
      }
    }

    assertThat(BitSet.valueOf(mask.words())).isEqualTo(expected);
    assertThat(mask.words()).hasSize((voxels + 63) / 64);
    assertThat(mask.count()).isEqualTo(expected.cardinality());
    assertThat(mask.isEmpty()).isEqualTo(expected.isEmpty());
    for (int flat = 0; flat < voxels; flat++) {
      assertThat(mask.get(flat)).isEqualTo(expected.get(flat));
    }
    Mask whole = Mask.of(any, mask.words());
    assertThat(whole.sameVoxels(mask) && mask.sameVoxels(whole)).isTrue();
    assertThat(whole.boundingBox()).isEqualTo(mask.boundingBox());
    assertThat(whole.changes(mask)).isEmpty();
    VoxelBox box = any.size().box();
    assertThat(mask.packedBits(box)).isEqualTo(whole.packedBits(box));
    assertThat(Mask.ofPackedBits(any, box, mask.packedBits(box)).sameVoxels(mask)).isTrue();
  }

  @Property
  void clearingABoxTakesOutItsVoxelsAndNoOther(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry any = Grids.unit(Grids.size(random, 90));
    Mask mask = Mask.empty(any);
    for (int flat = 0; flat < any.size().arrayLength(); flat++) {
      mask.set(flat, random.nextInt(3) > 0);
    }
    Mask before = mask.copy();
    VoxelBox box =
        VoxelBox.around(any.size().voxel(random.nextInt(any.size().arrayLength())))
            .union(VoxelBox.around(any.size().voxel(random.nextInt(any.size().arrayLength()))));

    mask.clear(box);

    for (int flat = 0; flat < any.size().arrayLength(); flat++) {
      boolean kept = before.get(flat) && !box.contains(any.size().voxel(flat));
      assertThat(mask.get(flat)).isEqualTo(kept);
    }
  }

  @Test
  void clearsOnlyWhatIsThere() {
    VoxelBox outside = VoxelBox.around(new VoxelIndex(21, 0, 0));
    assertThatThrownBy(() -> Mask.empty(grid).clear(outside))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void theBoxIsTheSmallestAroundAllVoxels(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry any = Grids.unit(Grids.size(random, 90));
    Mask mask = Mask.empty(any);
    Optional<VoxelBox> expected = Optional.empty();
    for (int n = random.nextInt(6); n > 0; n--) {
      VoxelIndex voxel = any.size().voxel(random.nextInt(any.size().arrayLength()));
      mask.set(voxel, true);
      VoxelBox one = VoxelBox.around(voxel);
      expected = Optional.of(expected.map(box -> box.union(one)).orElse(one));
    }
    assertThat(mask.boundingBox()).isEqualTo(expected);
  }

  @Property(tries = 50)
  void setOperationsWorkVoxelByVoxel(@ForAll long seed) {
    Random random = new Random(seed);
    Mask a = Grids.speckle(random, grid, 0.5);
    Mask b = Grids.speckle(random, grid, 0.5);
    Mask and = a.and(b);
    Mask or = a.or(b);
    Mask andNot = a.andNot(b);
    for (int n = 0; n < grid.size().arrayLength(); n++) {
      assertThat(and.get(n)).isEqualTo(a.get(n) && b.get(n));
      assertThat(or.get(n)).isEqualTo(a.get(n) || b.get(n));
      assertThat(andNot.get(n)).isEqualTo(a.get(n) && !b.get(n));
    }
    assertThat(and.count() + or.count()).isEqualTo(a.count() + b.count());
  }

  @Test
  void setOperationsNeedOneSize() {
    Mask other = Mask.empty(Grids.unit(GridSize.cube(3)));
    Mask mask = Mask.empty(grid);
    assertThatThrownBy(() -> mask.or(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mask.changes(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aCropHasTheVoxelsOfItsBox(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry any = Grids.oblique(random, Grids.size(random, 70));
    Mask mask = Grids.speckle(random, any, 0.4);
    VoxelBox box = anyBox(random, any.size());
    Mask crop = mask.crop(box);
    assertThat(crop.geometry()).isEqualTo(any.crop(box));
    byte[] bits = mask.packedBits(box);
    GridSize part = box.size();
    assertThat(bits).hasSize((part.arrayLength() + 7) / 8);
    for (int n = 0; n < part.arrayLength(); n++) {
      VoxelIndex v = part.voxel(n);
      boolean expected = mask.get(v.plus(box.start().i(), box.start().j(), box.start().k()));
      assertThat(crop.get(n)).isEqualTo(expected);
      assertThat((bits[n >> 3] >> (n & 7) & 1) == 1).isEqualTo(expected);
    }
  }

  @Property
  void packedBitsComeBackIntoTheirBox(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry any = Grids.unit(Grids.size(random, 70));
    VoxelBox box = anyBox(random, any.size());
    Mask mask = Grids.speckle(random, any, 0.4).and(Grids.box(any, box));
    byte[] bits = mask.packedBits(box);
    assertThat(Mask.ofPackedBits(any, box, bits).sameVoxels(mask)).isTrue();
    int stray = 8 * bits.length - box.size().arrayLength();
    bits[bits.length - 1] |= (byte) (0xFF << (8 - stray));
    assertThat(Mask.ofPackedBits(any, box, bits).sameVoxels(mask)).isTrue();
  }

  @Test
  void packedBitsMustFitTheirBox() {
    VoxelBox inside = VoxelBox.of(VoxelIndex.ORIGIN, GridSize.cube(3));
    VoxelBox outside = VoxelBox.of(new VoxelIndex(20, 0, 0), GridSize.cube(3));
    assertThatThrownBy(() -> Mask.ofPackedBits(grid, inside, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mask.ofPackedBits(grid, outside, new byte[4]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mask.empty(grid).packedBits(outside))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static VoxelBox anyBox(Random random, GridSize size) {
    int i = random.nextInt(size.i());
    int j = random.nextInt(size.j());
    int k = random.nextInt(size.k());
    return VoxelBox.of(
        new VoxelIndex(i, j, k),
        new GridSize(
            1 + random.nextInt(size.i() - i),
            1 + random.nextInt(size.j() - j),
            1 + random.nextInt(size.k() - k)));
  }

  @Property
  void masksAreTheSameOnlyWhereEveryVoxelIs(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry grid = Grids.unit(Grids.size(random, 12));
    Mask mask = Grids.speckle(random, grid, random.nextInt(3) * 0.1);
    Mask other = Mask.empty(grid).or(mask);
    int flat = random.nextInt(grid.size().arrayLength());
    assertThat(mask.sameVoxels(other)).isTrue();
    other.set(flat, !mask.get(flat));
    assertThat(mask.sameVoxels(other)).isFalse();
    assertThat(other.sameVoxels(mask)).isFalse();
    other.set(flat, mask.get(flat));
    assertThat(mask.sameVoxels(other)).isTrue();
  }

  @Test
  void masksOfAnotherSizeAreNotTheSame() {
    Mask flat = Mask.empty(Grids.unit(new GridSize(4, 2, 1)));
    assertThat(flat.sameVoxels(Mask.empty(Grids.unit(new GridSize(2, 4, 1))))).isFalse();
  }

  @Test
  void wordsMustFitTheGridAndHaveNothingAfterIt() {
    long[] words = new long[51];
    assertThat(Mask.of(grid, words).isEmpty()).isTrue();
    words[50] = 1L << (21 * 22 * 7 & 63);
    assertThatThrownBy(() -> Mask.of(grid, words)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mask.of(grid, new long[50]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aRunSetsItsVoxelsOnly(
      @ForAll @IntRange(max = 3000) int begin, @ForAll @IntRange(min = 1, max = 200) int length) {
    Mask mask = Mask.empty(grid);
    mask.setRun(begin, begin + length);
    assertThat(mask.count()).isEqualTo(length);
    assertThat(mask.get(begin)).isTrue();
    assertThat(mask.get(begin + length - 1)).isTrue();
  }

  @Test
  void aLabelIsTheVoxelsOfOneValue() {
    Volume labels = Volume.of(Grids.unit(new GridSize(4, 1, 1)), new short[] {0, 5, -5, 5});
    assertThat(Mask.ofLabel(labels, 5).words()).containsExactly(0b1010);
    assertThat(Mask.ofLabel(labels, -5).words()).containsExactly(0b0100);
    assertThat(Mask.ofLabel(labels, 9).isEmpty()).isTrue();
  }
}
