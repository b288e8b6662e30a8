package io.deepgrow.inference.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TissueFrontsTest {

  private static final GridSize GRID = new GridSize(12, 10, 8);
  private static final GridSize HALF = new GridSize(6, 5, 4);

  private static float[] fronts(
      float[] image, List<VoxelIndex> positive, List<VoxelIndex> negative) {
    HalfGrid half = HalfGrid.of(image, GRID);
    float[] out = new float[GRID.arrayLength() + 3];
    Arrays.fill(out, 7);
    new TissueFronts().render(half, positive, negative, out, 3);
    assertThat(Arrays.copyOf(out, 3)).containsOnly(7);
    return Arrays.copyOfRange(out, 3, out.length);
  }

  @Test
  void isOneAtAPositiveClickAndMinusOneAtANegativeOneAndAtTheFaces() {
    float[] channel =
        fronts(
            new float[GRID.arrayLength()],
            List.of(new VoxelIndex(4, 4, 3)),
            List.of(new VoxelIndex(8, 5, 4)));

    assertThat(channel[GRID.flat(4, 4, 3)]).isEqualTo(1);
    assertThat(channel[GRID.flat(8, 5, 4)]).isEqualTo(-1);
    assertThat(channel[GRID.flat(0, 0, 0)]).isEqualTo(-1);
    assertThat(channel[GRID.flat(11, 9, 7)]).isEqualTo(-1);
  }

  @Test
  void isOutsideEverywhereWithoutAPositiveClick() {
    for (float value : fronts(new float[GRID.arrayLength()], List.of(), List.of())) {
      assertThat(value).isLessThan(-0.99f);
    }
  }

  @Test
  void anEdgeOfTheImageHoldsAFrontBack() {
    float[] image = new float[GRID.arrayLength()];
    for (int v = 0; v < image.length; v++) {
      image[v] = v % 12 < 6 ? 0 : 0.3f;
    }
    List<VoxelIndex> click = List.of(new VoxelIndex(4, 4, 3));
    float with = fronts(image, click, List.of())[GRID.flat(7, 4, 3)];
    float without = fronts(new float[GRID.arrayLength()], click, List.of())[GRID.flat(7, 4, 3)];

    assertThat(with).isLessThan(without - 0.5f);
  }

  @Test
  void comparesShortestPathsAsRelaxationFindsThem() {
    Random random = new Random(5);
    float[] image = new float[GRID.arrayLength()];
    for (int v = 0; v < image.length; v++) {
      image[v] = (float) (0.3 * random.nextGaussian());
    }
    float[] channel =
        fronts(image, List.of(new VoxelIndex(5, 4, 3)), List.of(new VoxelIndex(8, 7, 4)));
    double[] inside = relaxed(image, new VoxelIndex(5, 4, 3), false);
    double[] outside = relaxed(image, new VoxelIndex(8, 7, 4), true);

    for (int v = 0; v < image.length; v++) {
      int half = HALF.flat(v % 12 / 2, v / 12 % 10 / 2, v / 120 / 2);
      double expected = (outside[half] - inside[half]) / (outside[half] + inside[half]);
      assertThat((double) channel[v]).isCloseTo(expected, within(0.02));
    }
  }

  private static double[] relaxed(float[] image, VoxelIndex click, boolean faces) {
    double[] means = new double[HALF.arrayLength()];
    for (int v = 0; v < image.length; v++) {
      means[HALF.flat(v % 12 / 2, v / 12 % 10 / 2, v / 120 / 2)] += image[v] / 8;
    }
    double[] cost = new double[means.length];
    for (int v = 0; v < cost.length; v++) {
      VoxelIndex at = HALF.voxel(v);
      boolean face = at.i() % 5 == 0 || at.j() % 4 == 0 || at.k() % 3 == 0;
      cost[v] = faces && face ? 0 : Double.POSITIVE_INFINITY;
    }
    cost[HALF.flat(click.i() / 2, click.j() / 2, click.k() / 2)] = 0;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int a = 0; a < cost.length; a++) {
        for (int b = 0; b < cost.length; b++) {
          double edge = Math.min(FrontMarch.STEEPEST, Math.abs(means[a] - means[b]) / 0.01);
          if (neighbours(a, b) && cost[a] + 1 + edge < cost[b] - 1e-9) {
            cost[b] = cost[a] + 1 + edge;
            changed = true;
          }
        }
      }
    }
    return cost;
  }

  private static boolean neighbours(int a, int b) {
    VoxelIndex from = HALF.voxel(a);
    VoxelIndex to = HALF.voxel(b);
    return Math.abs(from.i() - to.i()) + Math.abs(from.j() - to.j()) + Math.abs(from.k() - to.k())
        == 1;
  }
}
