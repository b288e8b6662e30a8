package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.example.Example;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchSharesTest {

  private static final PatchShares SHARES = new PatchShares(0.1, 0.2, 0.3, 0.4);

  private static Example example() {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(8), Spacing.isotropic(1));
    Mask mask = Mask.empty(grid);
    mask.set(new VoxelIndex(4, 4, 4), true);
    return new Example("one", Volume.of(grid, new short[512]), mask);
  }

  private static List<Double> of(List<PatchMixture.Part> parts) {
    return parts.stream().map(PatchMixture.Part::share).toList();
  }

  @Test
  void areThoseOfTheKindsThereIsDataFor() {
    List<Example> one = List.of(example());
    PatchShares without = new PatchShares(0.1, 0.2, 0.3, 0);
    assertThat(of(SHARES.parts(one))).containsExactly(0.1, 0.2, 0.3, 0.4);
    assertThat(of(SHARES.parts(List.of()))).containsExactly(0.1, 0.4);
    assertThat(of(without.parts(one))).containsExactly(0.1, 0.2, 0.3);
    assertThat(of(without.parts(List.of()))).containsExactly(0.1);
  }

  @Test
  void mustNotBeNegativeOrWithoutScenes() {
    assertThatThrownBy(() -> new PatchShares(0, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PatchShares(1, -0.1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PatchShares(1, Double.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
