package io.deepgrow.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.example.Example;
import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RealPatchSourceTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(GridSize.cube(24), Spacing.isotropic(3));

  /** A cube of 8 voxels in the middle. */
  private static Mask cube() {
    return slices(8, 16);
  }

  private static Mask slices(int from, int to) {
    Mask mask = Mask.empty(GRID);
    for (int k = from; k < to; k++) {
      for (int j = 8; j < 16; j++) {
        for (int i = 8; i < 16; i++) {
          mask.set(GRID.size().flat(i, j, k), true);
        }
      }
    }
    return mask;
  }

  private static Example example(String name, Mask mask, double weight, double jitter) {
    Volume ct = Volume.of(GRID, new short[GRID.size().arrayLength()]);
    return new Example(name, ct, mask, 0, Optional.empty(), weight, jitter);
  }

  private static TrainingPatch patch(RealPatchSource source, int n) {
    return source.next(Seeds.of(1, "test").at(n).random(), 16);
  }

  @Test
  void drawsExamplesByTheirWeight() {
    RealPatchSource source =
        new RealPatchSource(
            List.of(example("often", cube(), 0.9, 0), example("seldom", cube(), 0.1, 0)), 1);
    int often = 0;
    for (int n = 0; n < 400; n++) {
      often += patch(source, n).origin().startsWith("often") ? 1 : 0;
    }
    assertThat(often).isBetween(330, 390);
  }

  @Test
  void marksWhatNobodyKnows() {
    Volume ct = Volume.of(GRID, new short[GRID.size().arrayLength()]);
    Example half = new Example("half", ct, slices(8, 12), 3, Optional.of(slices(12, 16)), 1, 0);
    TrainingPatch patch = patch(new RealPatchSource(List.of(half), 1), 0);
    assertThat(patch.target().values()).contains(1, 0, TrainingPatch.IGNORED);
    assertThat(patch.foreground()).isPositive();
  }

  @Test
  void neverDrawsAMaskWhereNobodyDrew() {
    RealPatchSource source =
        new RealPatchSource(
            List.of(example("none", Mask.empty(GRID), 100, 0), example("one", cube(), 1, 0)), 1);
    for (int n = 0; n < 20; n++) {
      assertThat(patch(source, n).origin()).isEqualTo("one drawn");
    }
  }

  @Test
  void shiftsDensitiesThatCannotBeTrusted() {
    RealPatchSource source = new RealPatchSource(List.of(example("a", cube(), 1, 25)), 1);
    double least = 0;
    double most = 0;
    for (int n = 0; n < 60; n++) {
      TrainingPatch patch = patch(source, n);
      float[] target = patch.target().values();
      for (int v = 0; v < target.length; v++) {
        if (target[v] > 0) {
          least = Math.min(least, patch.hounsfield().values()[v]);
          most = Math.max(most, patch.hounsfield().values()[v]);
        }
      }
    }
    assertThat(least).isBetween(-25.0, -15.0);
    assertThat(most).isBetween(15.0, 25.0);
  }

  @Test
  void whatNobodyKnowsStaysSoWhenAPatchIsTurnedAndRecoloured() {
    Volume ct = Volume.of(GRID, new short[GRID.size().arrayLength()]);
    Example half = new Example("half", ct, slices(8, 12), 3, Optional.of(slices(12, 16)), 1, 0);
    RealPatchSource source = new RealPatchSource(List.of(half), 1);
    for (int n = 0; n < 40; n++) {
      TrainingPatch patch = PatchAugment.apply(new Random(n), patch(source, n));
      for (float value : patch.target().values()) {
        assertThat(value == 0 || value == 1 || value == TrainingPatch.IGNORED).isTrue();
      }
    }
  }
}
