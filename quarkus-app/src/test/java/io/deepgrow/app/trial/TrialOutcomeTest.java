package io.deepgrow.app.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialOutcomeTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(8, 6, 5), new Spacing(1, 1, 2));

  private static Mask mask(int... slices) {
    Mask mask = Mask.empty(GRID);
    for (int k : slices) {
      mask.set(new VoxelIndex(3, 3, k), true);
    }
    return mask;
  }

  @Test
  void hasTheMedianAndTheMeansAfterEachClick() {
    TrialOutcome outcome =
        TrialOutcome.of(
            List.of(
                new TrialOutcome.Structure("liver", List.of(0.5, 0.9)),
                new TrialOutcome.Structure("spleen", List.of(0.7))),
            List.of(30.0, 10.0, 20.0));

    assertThat(outcome.p50Millis()).isEqualTo(20);
    assertThat(outcome.p95Millis()).isEqualTo(30);
    assertThat(outcome.means()).containsExactly(0.6, 0.8);
    assertThat(TrialOutcome.of(List.of(), List.of()).p50Millis()).isZero();
  }

  @Test
  void thePictureIsOfTheSliceOnWhichTheMasksDifferMost() {
    assertThat(SideBySide.slice(GRID.size(), mask(1, 2), mask(1, 4))).isIn(2, 4);
    assertThat(SideBySide.slice(GRID.size(), mask(3), mask(3))).isEqualTo(3);
    assertThat(SideBySide.slice(GRID.size(), mask(), mask())).isEqualTo(2);
    byte[] png = SideBySide.picture(Volume.of(GRID, new short[8 * 6 * 5]), mask(1), mask(2));
    assertThat(png).startsWith(0x89, 'P', 'N', 'G');
  }
}
