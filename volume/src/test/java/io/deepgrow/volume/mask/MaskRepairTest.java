package io.deepgrow.volume.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskRepairTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(9, 8, 7), new Spacing(1, 1, 2));

  private static Mask box(int from, int to) {
    Mask mask = Mask.empty(GRID);
    for (int k = from; k < to; k++) {
      for (int j = from; j < to; j++) {
        for (int i = from; i < to; i++) {
          mask.set(new VoxelIndex(i, j, k), true);
        }
      }
    }
    return mask;
  }

  @Test
  void keepsTheLargestOfSeveralPieces() {
    Mask piece = box(1, 4);
    Mask all = piece.copy();
    all.set(new VoxelIndex(8, 7, 6), true);
    all.set(new VoxelIndex(4, 4, 4), true); // touches by a corner only
    assertThat(MaskRepair.largestComponent(all).sameVoxels(piece)).isTrue();
    assertThat(MaskRepair.largestComponent(Mask.empty(GRID)).isEmpty()).isTrue();
  }

  @Test
  void fillsWhatIsEnclosedOnAllSides() {
    Mask solid = box(1, 6);
    Mask hollow = solid.andNot(box(2, 5));
    assertThat(MaskRepair.fillHoles(hollow).sameVoxels(solid)).isTrue();
    assertThat(MaskRepair.fillHoles(solid).sameVoxels(solid)).isTrue();
    assertThat(MaskRepair.fillHoles(Mask.empty(GRID)).isEmpty()).isTrue();
  }

  @Test
  void leavesWhatIsOpenThroughOneFace() {
    Mask tunnel = box(1, 6).andNot(box(2, 5));
    tunnel.set(new VoxelIndex(3, 3, 1), false);
    assertThat(MaskRepair.fillHoles(tunnel).sameVoxels(tunnel)).isTrue();
  }

  @Test
  void seesAnOpeningInEveryFace() {
    Mask hollow = box(1, 6).andNot(box(2, 5));
    for (VoxelIndex face :
        List.of(
            new VoxelIndex(1, 3, 3),
            new VoxelIndex(5, 3, 3),
            new VoxelIndex(3, 1, 3),
            new VoxelIndex(3, 5, 3),
            new VoxelIndex(3, 3, 1),
            new VoxelIndex(3, 3, 5))) {
      Mask open = hollow.copy();
      open.set(face, false);
      assertThat(MaskRepair.fillHoles(open).sameVoxels(open)).as("%s", face).isTrue();
    }
  }

  @Test
  void takesAGapAtTheBorderOfTheVolumeForOpen() {
    Mask cut = box(0, 5);
    cut.set(new VoxelIndex(2, 2, 0), false);
    assertThat(MaskRepair.fillHoles(cut).sameVoxels(cut)).isTrue();
  }

  @Test
  void aHoleSeenByACornerOnlyIsEnclosed() {
    Mask solid = box(1, 6);
    Mask pierced = solid.copy();
    pierced.set(new VoxelIndex(1, 1, 3), false); // at an edge, open
    pierced.set(new VoxelIndex(2, 2, 3), false); // behind it, touching by an edge only
    Mask filled = MaskRepair.fillHoles(pierced);
    assertThat(filled.get(2, 2, 3)).isTrue();
    assertThat(filled.get(1, 1, 3)).isFalse();
  }
}
