package io.deepgrow.volume.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MaskEditsTest {

  private static final GridSize SIZE = new GridSize(40, 36, 24);
  private static final Spacing SPACING = new Spacing(1, 1.5, 2);
  private static final VolumeGeometry GRID = VolumeGeometry.axial(SIZE, SPACING);

  private static Mask where(Predicate<VoxelIndex> holds) {
    Mask mask = Mask.empty(GRID);
    for (int n = 0; n < SIZE.arrayLength(); n++) {
      if (holds.test(SIZE.voxel(n))) {
        mask.set(SIZE.voxel(n), true);
      }
    }
    return mask;
  }

  private static double millimetres(VoxelIndex a, VoxelIndex b) {
    return Math.hypot(
        Math.hypot((a.i() - b.i()) * SPACING.i(), (a.j() - b.j()) * SPACING.j()),
        (a.k() - b.k()) * SPACING.k());
  }

  private static Mask ball(VoxelIndex middle, double radius) {
    return where(v -> millimetres(v, middle) <= radius);
  }

  private static final VoxelIndex MIDDLE = new VoxelIndex(20, 18, 12);

  private static Mask speckled(int seed) {
    Random random = new Random(seed);
    return where(v -> random.nextInt(12) == 0);
  }

  @Test
  void addsAMarginMeasuredInMillimetres() {
    Mask dot = where(MIDDLE::equals);

    assertThat(Margin.of(dot, 5).sameVoxels(ball(MIDDLE, 5))).isTrue();
  }

  @Test
  void takesAMarginAway() {
    Mask ball = ball(MIDDLE, 9);
    Mask expected =
        where(v -> ball.get(v) && Margin.of(where(v::equals), 3).andNot(ball).isEmpty());

    assertThat(Margin.of(ball, -3).sameVoxels(expected)).isTrue();
  }

  @Test
  void takesNothingAwayWhereTheGridEnds() {
    Mask all = where(v -> true);

    assertThat(Margin.of(all, -4).sameVoxels(all)).isTrue();
    assertThat(Margin.of(where(v -> v.i() < 10), -2).sameVoxels(where(v -> v.i() < 8))).isTrue();
  }

  @Test
  void ordersMarginsAroundWhatTheyAreOf() {
    for (int seed = 0; seed < 20; seed++) {
      Mask mask = speckled(seed);

      assertThat(mask.andNot(Margin.of(mask, 2)).isEmpty()).isTrue();
      assertThat(Margin.of(mask, -1).andNot(mask).isEmpty()).isTrue();
      assertThat(mask.andNot(Margin.of(Margin.of(mask, 2), -2)).isEmpty()).isTrue();
      assertThat(Margin.of(mask, 0).sameVoxels(mask)).isTrue();
    }
  }

  @Test
  void smoothsASpikeAwayAndShrinksABallByLittle() {
    Mask ball = ball(MIDDLE, 9);
    Mask spiked = ball.or(where(v -> v.j() == 18 && v.k() == 12 && v.i() > 25 && v.i() < 38));

    Mask smooth = Smoothing.of(spiked, 1.5);
    assertThat(smooth.get(new VoxelIndex(36, 18, 12))).isFalse();
    assertThat((double) smooth.count() / (double) ball.count()).isBetween(0.88, 1.0);
  }

  @Test
  void smoothsTheSameWayAtTheBorderOfTheGrid() {
    Mask half = where(v -> v.i() < 7);

    assertThat(Smoothing.of(half, 2).sameVoxels(half)).isTrue();
  }

  @Test
  void takesPiecesAwayThatAreSmallerThanAVolume() {
    Mask large = ball(MIDDLE, 6);
    Mask small = where(v -> v.k() == 2 && v.j() == 3 && v.i() < 4);
    Mask both = large.or(small);

    assertThat(Islands.without(both, 0.013).sameVoxels(large)).isTrue();
    assertThat(Islands.without(both, 0.012).sameVoxels(both)).isTrue();
    assertThat(Islands.without(both, 1000).isEmpty()).isTrue();
  }

  @Test
  void fillsSlicesBetweenTwoMarkedOnesAndLeavesThoseAsTheyAre() {
    Mask disc = where(v -> (v.k() == 4 || v.k() == 12) && flat(v, 20, 18) <= 9);

    Mask filled = Interpolation.between(disc);
    assertThat(filled.sameVoxels(where(v -> v.k() >= 4 && v.k() <= 12 && flat(v, 20, 18) <= 9)))
        .isTrue();
  }

  private static double flat(VoxelIndex v, int i, int j) {
    return Math.hypot(v.i() - i, 1.5 * (v.j() - j));
  }

  @Test
  void goesAlongALineFromOnePlaceAndSizeToAnother() {
    Mask ends =
        where(v -> (v.k() == 4 && flat(v, 10, 10) <= 4) || (v.k() == 12 && flat(v, 30, 26) <= 8));

    Mask filled = Interpolation.between(ends);
    Mask middle = filled.and(where(v -> v.k() == 8));
    assertThat(middle.get(new VoxelIndex(20, 18, 8))).isTrue();
    double expected = Math.PI * 36 / 1.5;
    assertThat((double) middle.count()).isCloseTo(expected, within(0.25 * expected));
    assertThat(filled.and(where(v -> v.k() == 4 || v.k() == 12)).sameVoxels(ends)).isTrue();
  }

  @Test
  void fillsNothingWhereNoSliceIsLeftOut() {
    Mask ball = ball(MIDDLE, 8);

    assertThat(Interpolation.between(ball).sameVoxels(ball)).isTrue();
    assertThat(Interpolation.between(where(v -> v.k() == 3)).count())
        .isEqualTo((long) SIZE.i() * SIZE.j());
  }

  @Test
  void leavesTheEmptyMaskEmpty() {
    Mask empty = Mask.empty(GRID);

    assertThat(Margin.of(empty, 3).isEmpty()).isTrue();
    assertThat(Smoothing.of(empty, 3).isEmpty()).isTrue();
    assertThat(Islands.without(empty, 3).isEmpty()).isTrue();
    assertThat(Interpolation.between(empty).isEmpty()).isTrue();
  }
}
