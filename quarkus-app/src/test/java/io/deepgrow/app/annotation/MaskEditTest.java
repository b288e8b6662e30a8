package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.app.ApiException;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaskEditTest {

  private static final GridSize SIZE = new GridSize(20, 20, 20);
  private static final VolumeGeometry GRID = VolumeGeometry.axial(SIZE, new Spacing(1, 1, 1));
  private static final Volume RAMP = ramp();

  /** Values are the column. */
  private static Volume ramp() {
    short[] values = new short[SIZE.arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (short) (n % SIZE.i());
    }
    return Volume.of(GRID, values);
  }

  private static Mask cube() {
    Mask mask = Mask.empty(GRID);
    for (int n = 0; n < 1000; n++) {
      mask.set(new VoxelIndex(5 + n % 10, 5 + n / 10 % 10, 5 + n / 100), true);
    }
    return mask;
  }

  private static MaskEdit edit(
      String operation,
      @Nullable Double millimetres,
      @Nullable Double millilitres,
      @Nullable Integer lowest,
      @Nullable Integer highest) {
    return new MaskEdit.Request(operation, millimetres, millilitres, lowest, highest).edit();
  }

  private static long voxels(MaskEdit edit) {
    return edit.apply(cube(), RAMP).count();
  }

  @Test
  void makesEachEditOfItsFigures() {
    assertThat(voxels(edit("margin", 1.0, null, null, null))).isEqualTo(1600);
    assertThat(voxels(edit("margin", -1.0, null, null, null))).isEqualTo(512);
    assertThat(voxels(edit("smooth", 1.0, null, null, null))).isBetween(850L, 999L);
    assertThat(voxels(edit("remove-islands", null, 1.1, null, null))).isZero();
    assertThat(voxels(edit("remove-islands", null, 1.0, null, null))).isEqualTo(1000);
    assertThat(voxels(edit("threshold", null, null, 7, 9))).isEqualTo(300);
    assertThat(voxels(edit("interpolate", null, null, null, null))).isEqualTo(1000);
    assertThat(voxels(edit("fill-holes", null, null, null, null))).isEqualTo(1000);
    assertThat(voxels(edit("largest-component", null, null, null, null))).isEqualTo(1000);
  }

  @Test
  void refusesFiguresThatAreMissingOutOfRangeOrOfAnotherEdit() {
    refused("smooth", null, null, null, null);
    refused("smooth", 0.0, null, null, null);
    refused("smooth", 21.0, null, null, null);
    refused("smooth", Double.NaN, null, null, null);
    refused("smooth", 1.0, 1.0, null, null);
    refused("margin", 0.0, null, null, null);
    refused("margin", -31.0, null, null, null);
    refused("remove-islands", 1.0, null, null, null);
    refused("threshold", null, null, 9, 7);
    refused("threshold", null, null, 9, null);
    refused("fill-holes", 1.0, null, null, null);
    refused("melt", null, null, null, null);
  }

  private static void refused(
      String operation,
      @Nullable Double millimetres,
      @Nullable Double millilitres,
      @Nullable Integer lowest,
      @Nullable Integer highest) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> edit(operation, millimetres, millilitres, lowest, highest));
  }
}
