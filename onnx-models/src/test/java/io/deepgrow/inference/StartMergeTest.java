package io.deepgrow.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartMergeTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(30, 20, 10), new Spacing(1, 1, 2));
  private static final VoxelBox ALL = GRID.size().box();

  /** Columns from one to before another, over all rows and slices. */
  private static Mask columns(int... fromTo) {
    Mask mask = Mask.empty(GRID);
    for (int n = 0; n < fromTo.length; n += 2) {
      for (int v = 0; v < GRID.size().arrayLength(); v++) {
        int i = v % GRID.size().i();
        if (i >= fromTo[n] && i < fromTo[n + 1]) {
          mask.set(v, true);
        }
      }
    }
    return mask;
  }

  private static void same(Mask mask, Mask expected) {
    assertThat(mask.sameVoxels(expected)).isTrue();
  }

  @Test
  void takesInWhatHangsTogetherWithAPositiveClickOnly() {
    Mask made = columns(8, 14, 20, 24);
    Mask merged = StartMerge.of(columns(2, 9), made, ALL, List.of(Click.positive(12, 5, 5)));
    same(merged, columns(2, 14));
  }

  @Test
  void takesOutWhatHangsTogetherWithANegativeClickOnly() {
    Mask start = columns(2, 9, 20, 24);
    Mask merged = StartMerge.of(start, columns(2, 5), ALL, List.of(Click.negative(7, 5, 5)));
    same(merged, columns(2, 5, 20, 24));
  }

  @Test
  void leavesAloneWhatTheNetworkDidNotLookAt() {
    VoxelBox seen = new VoxelBox(new VoxelIndex(5, 0, 0), new VoxelIndex(20, 20, 10));
    Mask merged =
        StartMerge.of(columns(0, 12), Mask.empty(GRID), seen, List.of(Click.negative(7, 5, 5)));
    same(merged, columns(0, 5));
  }

  @Test
  void aClickThatTheNetworkContradictsChangesNothingElse() {
    Mask start = columns(2, 9);
    same(StartMerge.of(start, columns(2, 9), ALL, List.of(Click.negative(4, 4, 4))), start);
    same(StartMerge.of(start, columns(2, 9), ALL, List.of(Click.positive(20, 4, 4))), start);
  }

  @Test
  void withoutAPositiveClickTheMiddleOfTheStartIsShownAsOne() {
    List<Click> clicks = List.of(Click.negative(3, 5, 5));
    List<Click> shown = StartMerge.shown(columns(2, 13), clicks);
    assertThat(shown).hasSize(2).endsWith(clicks.get(0));
    assertThat(shown.get(0).isPositive()).isTrue();
    assertThat(shown.get(0).voxel().i()).isEqualTo(7);
    List<Click> with = List.of(Click.positive(1, 1, 1));
    assertThat(StartMerge.shown(columns(2, 13), with)).isSameAs(with);
  }
}
