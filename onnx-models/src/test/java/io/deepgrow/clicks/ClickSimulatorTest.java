package io.deepgrow.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClickSimulatorTest {

  private final VolumeGeometry grid =
      VolumeGeometry.axial(new GridSize(20, 20, 11), new Spacing(1, 1, 3));
  private final ClickSimulator ideal = new ClickSimulator(ClickStrategy.IDEAL, 1);

  private Mask box(int from, int to, int k0, int k1) {
    Mask mask = Mask.empty(grid);
    for (int k = k0; k < k1; k++) {
      for (int j = from; j < to; j++) {
        for (int i = from; i < to; i++) {
          mask.set(grid.size().flat(i, j, k), true);
        }
      }
    }
    return mask;
  }

  @Test
  void clicksWhereTheMissIsDeepest() {
    assertThat(ideal.next(box(5, 14, 2, 9), Mask.empty(grid))).contains(Click.positive(9, 9, 3));
  }

  @Test
  void clicksIntoTheLargerError() {
    Mask truth = box(8, 11, 4, 7);
    assertThat(ideal.next(truth, box(2, 17, 1, 10)).orElseThrow().isPositive()).isFalse();
    assertThat(ideal.next(truth, truth)).isEmpty();
  }

  @Test
  void randomClicksStayInTheErrorAndRepeatWithTheirSeed() {
    Mask truth = box(3, 16, 2, 9);
    ClickSimulator one = new ClickSimulator(ClickStrategy.RANDOM, 9);
    ClickSimulator two = new ClickSimulator(ClickStrategy.RANDOM, 9);
    for (int n = 0; n < 50; n++) {
      Click click = one.next(truth, Mask.empty(grid)).orElseThrow();
      assertThat(truth.get(click.voxel())).isTrue();
      assertThat(two.next(truth, Mask.empty(grid))).contains(click);
    }
  }

  @Test
  void neighbouringSeedsClickIndependently() {
    Mask truth = box(3, 16, 2, 9);
    Set<VoxelIndex> clicks = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      ClickSimulator simulator = new ClickSimulator(ClickStrategy.RANDOM, seed);
      clicks.add(simulator.next(truth, Mask.empty(grid)).orElseThrow().voxel());
    }
    assertThat(clicks.stream().map(VoxelIndex::k).distinct().count()).isGreaterThan(3);
    assertThat(clicks).hasSizeGreaterThan(15);
  }

  @Test
  void trainingClicksLieInTheErrorToo() {
    GridSize cube = GridSize.cube(16);
    float[] target = new float[cube.arrayLength()];
    float[] logits = new float[cube.arrayLength()];
    for (int v = 0; v < target.length; v++) {
      var at = cube.voxel(v);
      target[v] = at.i() > 3 && at.i() < 12 && at.j() > 3 && at.j() < 12 ? 1 : 0;
      logits[v] = -1;
    }
    Click click = CubeClicks.next(new Random(1), cube, target, logits).orElseThrow();
    assertThat(click.isPositive()).isTrue();
    assertThat(target[cube.flat(click.voxel())]).isEqualTo(1);
    assertThat(click.voxel().i()).isBetween(5, 10);
  }
}
