package io.deepgrow.inference.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TissueReachTest {

  private static final GridSize GRID = new GridSize(12, 10, 8);

  private static float[] reach(float[] image, List<VoxelIndex> clicks) {
    float[] out = new float[GRID.arrayLength() + 5];
    Arrays.fill(out, 7);
    HalfGrid half = HalfGrid.of(image, GRID);
    new TissueReach().render(half, clicks, out, 5);
    return Arrays.copyOfRange(out, 5, out.length);
  }

  private static float at(float[] channel, int i, int j, int k) {
    return channel[GRID.flat(i, j, k)];
  }

  @Test
  void isZeroWithoutClicks() {
    assertThat(reach(new float[GRID.arrayLength()], List.of())).containsOnly(0);
  }

  @Test
  void isOneInTheTissueAndStopsAtAnEdge() {
    float[] image = new float[GRID.arrayLength()];
    for (int k = 0; k < 8; k++) {
      for (int j = 0; j < 10; j++) {
        for (int i = 0; i < 12; i++) {
          // the same tissue left and right of a wall that is 100 HU brighter
          image[GRID.flat(i, j, k)] = i == 6 || i == 7 ? 0.5f : 0;
        }
      }
    }
    float[] reach = reach(image, List.of(new VoxelIndex(2, 5, 4)));
    float behind = (float) Math.exp(-0.5 / TissueReach.DECAY);

    assertThat(at(reach, 0, 0, 0)).isEqualTo(1);
    assertThat(at(reach, 5, 9, 7)).isEqualTo(1);
    assertThat(at(reach, 6, 5, 4)).isCloseTo(behind, within(1e-3f));
    assertThat(at(reach, 11, 5, 4)).isCloseTo(behind, within(1e-3f));
  }

  @Test
  void goesOnFromEveryClickWithItsOwnTissue() {
    float[] image = new float[GRID.arrayLength()];
    for (int n = 0; n < image.length; n++) {
      image[n] = n % 12 < 6 ? 0 : 1;
    }
    float[] reach = reach(image, List.of(new VoxelIndex(2, 5, 4), new VoxelIndex(9, 5, 4)));

    assertThat(at(reach, 0, 0, 0)).isEqualTo(1);
    assertThat(at(reach, 11, 0, 0)).isEqualTo(1);
  }

  @Test
  void isTheBestOfAllPathsAsRelaxationFindsIt() {
    Random random = new Random(3);
    float[] image = new float[GRID.arrayLength()];
    for (int n = 0; n < image.length; n++) {
      image[n] = (float) (0.4 * random.nextGaussian());
    }
    float[] reach = reach(image, List.of(new VoxelIndex(5, 4, 3)));
    float[] expected = relaxed(image, new VoxelIndex(5, 4, 3));

    for (int k = 0; k < 8; k++) {
      for (int j = 0; j < 10; j++) {
        for (int i = 0; i < 12; i++) {
          float best = expected[i / 2 + 6 * (j / 2 + 5 * (k / 2))];
          assertThat(at(reach, i, j, k)).isCloseTo(best, within(0.03f));
        }
      }
    }
  }

  /** Exact minimax costs on the halved grid, by relaxing until nothing changes. */
  private static float[] relaxed(float[] image, VoxelIndex click) {
    GridSize half = new GridSize(6, 5, 4);
    double[] means = new double[half.arrayLength()];
    for (int n = 0; n < image.length; n++) {
      int i = n % 12;
      int j = n / 12 % 10;
      int k = n / 120;
      means[half.flat(i / 2, j / 2, k / 2)] += image[n] / 8;
    }
    double tissue = median(means, half, click.i() / 2, click.j() / 2, click.k() / 2);
    double[] cost = new double[means.length];
    Arrays.fill(cost, Double.POSITIVE_INFINITY);
    cost[half.flat(click.i() / 2, click.j() / 2, click.k() / 2)] = 0;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int a = 0; a < cost.length; a++) {
        for (int b = 0; b < cost.length; b++) {
          double through = Math.max(cost[a], Math.abs(means[b] - tissue));
          if (neighbours(half, a, b) && through < cost[b]) {
            cost[b] = through;
            changed = true;
          }
        }
      }
    }
    float[] reach = new float[cost.length];
    for (int n = 0; n < reach.length; n++) {
      reach[n] = (float) Math.exp(-cost[n] / TissueReach.DECAY);
    }
    return reach;
  }

  private static double median(double[] means, GridSize half, int i0, int j0, int k0) {
    double[] near = new double[27];
    int count = 0;
    for (int k = k0 - 1; k <= k0 + 1; k++) {
      for (int j = j0 - 1; j <= j0 + 1; j++) {
        for (int i = i0 - 1; i <= i0 + 1; i++) {
          near[count++] = means[half.flat(i, j, k)];
        }
      }
    }
    Arrays.sort(near);
    return near[13];
  }

  private static boolean neighbours(GridSize half, int a, int b) {
    int di = Math.abs(a % half.i() - b % half.i());
    int dj = Math.abs(a / half.i() % half.j() - b / half.i() % half.j());
    int dk = Math.abs(a / (half.i() * half.j()) - b / (half.i() * half.j()));
    return di + dj + dk == 1;
  }
}
