package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JitterTest {

  private static final VolumeGeometry LINE =
      VolumeGeometry.axial(new GridSize(10, 1, 1), new Spacing(1, 1, 1));

  private static SeriesUid series(int number) {
    return new SeriesUid("2.25." + number);
  }

  private static Mask mask(int from, int to) {
    Mask mask = Mask.empty(LINE);
    for (int i = from; i < to; i++) {
      mask.set(i, true);
    }
    return mask;
  }

  @Property
  void otherPlacesAreTwoVoxelsAwayAtMostWithinTheVolumeAndNeverTheSeed(
      @ForAll @IntRange(min = 0, max = 7) int i,
      @ForAll @IntRange(min = 0, max = 7) int j,
      @ForAll @IntRange(min = 0, max = 3) int k,
      @ForAll @IntRange(min = 1) int number) {
    GridSize size = new GridSize(8, 8, 4);
    VoxelIndex seed = new VoxelIndex(i, j, k);

    List<VoxelIndex> places = Jitter.around(seed, size, series(number));

    assertThat(places)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(size::contains)
        .doesNotContain(seed)
        .allMatch(
            p -> Math.abs(p.i() - i) <= 2 && Math.abs(p.j() - j) <= 2 && Math.abs(p.k() - k) <= 2);
  }

  @Test
  void aSeedIsTriedAtTheSamePlacesInItsSeriesAndElsewhereInAnother() {
    GridSize size = GridSize.cube(64);
    VoxelIndex seed = new VoxelIndex(32, 32, 32);
    List<VoxelIndex> once = Jitter.around(seed, size, series(5));
    assertThat(Jitter.around(seed, size, series(5))).isEqualTo(once);
    assertThat(Jitter.around(seed, size, series(6))).isNotEqualTo(once);
  }

  @Test
  void aVolumeOfOneVoxelHasNoOtherPlace() {
    VoxelIndex seed = VoxelIndex.ORIGIN;
    assertThat(Jitter.around(seed, GridSize.cube(1), series(1))).containsExactly(seed, seed);
  }

  @Test
  void agreementIsTheMeanDiceOfAllPairs() {
    assertThat(Jitter.agreement(List.of(mask(0, 4), mask(0, 4), mask(0, 4)))).isEqualTo(1);
    assertThat(Jitter.agreement(List.of(mask(0, 4), mask(0, 4), mask(4, 8))))
        .isCloseTo(1.0 / 3, within(1e-9));
    assertThat(Jitter.agreement(List.of(mask(0, 4), mask(2, 6), mask(4, 8))))
        .isCloseTo((0.5 + 0 + 0.5) / 3, within(1e-9));
  }

  @Test
  void whereNothingWasFoundNothingIsAgreedOn() {
    assertThat(Jitter.agreement(List.of(mask(0, 0), mask(0, 0), mask(0, 0)))).isZero();
  }
}
