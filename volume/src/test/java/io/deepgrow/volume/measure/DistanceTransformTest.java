package io.deepgrow.volume.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.resample.Vectors;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {

  private static final Spacing UNEQUAL = new Spacing(0.8, 1.3, 2.5);

  @Property(tries = 100)
  void euclideanAgreesWithBruteForce(@ForAll long seed, @ForAll boolean border) {
    Random random = new Random(seed);
    Mask mask = anyMask(random);
    float[] actual = DistanceTransform.euclidean(mask, UNEQUAL, border);
    for (int n = 0; n < actual.length; n++) {
      double expected = bruteForce(mask, mask.size().voxel(n), border);
      if (Double.isInfinite(expected)) {
        assertThat(actual[n]).isInfinite();
      } else {
        assertThat((double) actual[n]).as("voxel %d", n).isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static Mask anyMask(Random random) {
    VolumeGeometry grid = Grids.unit(Grids.size(random, 9));
    double[] densities = {0.1, 0.5, 0.9, 0.99, 1};
    return Grids.speckle(random, grid, densities[random.nextInt(densities.length)]);
  }

  private static double bruteForce(Mask mask, VoxelIndex v, boolean border) {
    if (!mask.get(v)) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    GridSize size = mask.size();
    for (int n = 0; n < size.arrayLength(); n++) {
      if (!mask.get(n)) {
        VoxelIndex u = size.voxel(n);
        double di = (u.i() - v.i()) * UNEQUAL.i();
        double dj = (u.j() - v.j()) * UNEQUAL.j();
        double dk = (u.k() - v.k()) * UNEQUAL.k();
        best = Math.min(best, Math.sqrt(di * di + dj * dj + dk * dk));
      }
    }
    for (int axis = 0; border && axis < 3; axis++) {
      int steps = Math.min(v.component(axis) + 1, size.component(axis) - v.component(axis));
      best = Math.min(best, steps * UNEQUAL.component(axis));
    }
    return best;
  }

  @Property(tries = 100)
  void chessboardAgreesWithBruteForce(@ForAll long seed) {
    Mask mask = anyMask(new Random(seed));
    GridSize size = mask.size();
    int[] actual = DistanceTransform.chessboard(mask);
    for (int n = 0; n < actual.length; n++) {
      VoxelIndex v = size.voxel(n);
      int best = mask.count() == actual.length ? -1 : Integer.MAX_VALUE;
      for (int m = 0; best != -1 && m < actual.length; m++) {
        if (!mask.get(m)) {
          VoxelIndex u = size.voxel(m);
          int d = Math.max(Math.abs(u.i() - v.i()), Math.abs(u.j() - v.j()));
          best = Math.min(best, Math.max(d, Math.abs(u.k() - v.k())));
        }
      }
      assertThat(actual[n]).as("voxel %d", n).isEqualTo(best);
    }
  }

  @Test
  void chessboardAgreesWithTheReference() {
    for (JsonNode vector : Vectors.read("discrepancy.json").get("cases")) {
      if (!vector.has("distance")) {
        continue;
      }
      Mask errors = Mask.empty(Grids.unit(Vectors.shape(vector.get("shape"))));
      boolean missed = vector.get("click_type").textValue().equals("positive");
      float[] label = Vectors.floats(vector.get("label"));
      float[] predicted = Vectors.floats(vector.get("pred_probability"));
      for (int n = 0; n < label.length; n++) {
        boolean in = label[n] > 0.5;
        boolean got = predicted[n] > 0.5;
        errors.set(n, missed ? in && !got : got && !in);
      }
      int[] expected = new int[label.length];
      Arrays.setAll(expected, n -> vector.get("distance").get(n).intValue());
      assertThat(DistanceTransform.chessboard(errors))
          .as(vector.get("name").textValue())
          .isEqualTo(expected);
    }
  }

  @Test
  void anEmptyMaskIsNowhereFarFromItsOutside() {
    Mask empty = Mask.empty(Grids.unit(GridSize.cube(4)));
    assertThat(DistanceTransform.euclidean(empty, UNEQUAL, true)).containsOnly(0);
    assertThat(DistanceTransform.euclideanWithin(empty, UNEQUAL, true)).isEmpty();
    assertThat(DistanceTransform.chessboard(empty)).containsOnly(0);
  }

  @Test
  void theFieldAroundAMaskIsTheWholeField() {
    VolumeGeometry grid = Grids.unit(new GridSize(60, 50, 40));
    Mask mask =
        Grids.box(grid, new VoxelBox(new VoxelIndex(20, 10, 0), new VoxelIndex(45, 50, 31)));
    DistanceField field = DistanceTransform.euclideanWithin(mask, UNEQUAL, false).orElseThrow();
    assertThat(field.box())
        .isEqualTo(new VoxelBox(new VoxelIndex(19, 9, 0), new VoxelIndex(46, 50, 32)));
    float[] whole = DistanceTransform.euclidean(mask, UNEQUAL, false);
    for (int n = 0; n < whole.length; n++) {
      assertThat(field.at(grid.size().voxel(n))).isEqualTo(whole[n]);
    }
    assertThat(field.at(new VoxelIndex(30, 49, 0))).isCloseTo(11 * 0.8f, within(1e-5f));
  }
}
