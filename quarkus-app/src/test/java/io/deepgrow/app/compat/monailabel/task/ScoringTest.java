package io.deepgrow.app.compat.monailabel.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two labels of one image, segment by segment. */
class ScoringTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(4, 1, 1), new Spacing(1, 1, 1));

  private final StructureNames names = new StructureNames();

  private NamedMask named(String name, int... voxels) {
    Mask mask = Mask.empty(GRID);
    for (int voxel : voxels) {
      mask.set(voxel, true);
    }
    return new NamedMask(names.of(name), mask);
  }

  @Test
  void segmentsAreComparedByTheirNames() {
    assertThat(
            Scoring.dice(
                List.of(named("spleen", 0, 1), named("liver", 3)),
                List.of(named("liver", 3), named("Spleen", 1, 2))))
        .isEqualTo(Map.of("Spleen", 0.5, "Liver", 1.0));
  }

  @Test
  void whatOnlyOneLabelHasCountsAsMissed() {
    assertThat(Scoring.dice(List.of(named("spleen", 0)), List.of(named("liver", 0))))
        .isEqualTo(Map.of("Spleen", 0.0, "Liver", 0.0));
    assertThat(Scoring.dice(List.of(), List.of())).isEmpty();
  }

  @Test
  void segmentsOfOneNameAreOne() {
    assertThat(
            Scoring.dice(
                List.of(named("spleen", 0), named("spleen", 1)), List.of(named("spleen", 0, 1))))
        .isEqualTo(Map.of("Spleen", 1.0));
  }
}
