package io.deepgrow.inference;

import io.deepgrow.volume.FloatGrid;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Samples a crop straight from the source voxels, one axis after the other. Source voxels that do
 * not exist count as the fill value.
 */
public final class CropSampler {

  private final float fill;

  /**
   * A sampler.
   *
   * @param fill Hounsfield units outside the volume
   */
  public CropSampler(double fill) {
    this.fill = (float) fill;
  }

  /** Hounsfield units on the crop's grid, i-fastest. */
  public FloatGrid sample(Volume volume, Crop crop) {
    GridSize source = volume.size();
    GridSize grid = crop.grid();
    return sample(
        volume,
        AxisWeights.of(crop.low(0), crop.step(0), grid.i(), source.i()),
        AxisWeights.of(crop.low(1), crop.step(1), grid.j(), source.j()),
        AxisWeights.of(crop.low(2), crop.step(2), grid.k(), source.k()));
  }

  /** Hounsfield units on the grid that the weights along i, j and k span. */
  FloatGrid sample(Volume volume, AxisWeights wi, AxisWeights wj, AxisWeights wk) {
    GridSize grid = new GridSize(wi.first.length, wj.first.length, wk.first.length);
    int k0 = wk.begin();
    float[][] planes = new float[wk.end() - k0][];
    IntStream.range(0, planes.length)
        .parallel()
        .forEach(k -> planes[k] = plane(volume, k0 + k, wi, wj, grid));
    FloatGrid out = FloatGrid.zeros(grid);
    IntStream.range(0, grid.k()).parallel().forEach(k -> slice(out, k, planes, k0, wi, wj, wk));
    return out;
  }

  /** One source slice averaged along i and j. */
  private static float[] plane(
      Volume volume, int k, AxisWeights wi, AxisWeights wj, GridSize grid) {
    int ni = volume.size().i();
    short[] voxels = volume.voxels();
    int j0 = wj.begin();
    float[][] rows = new float[wj.end() - j0][grid.i()];
    for (int j = 0; j < rows.length; j++) {
      int start = ni * (j0 + j + volume.size().j() * k);
      float[] row = rows[j];
      for (int g = 0; g < row.length; g++) {
        float[] weights = wi.weights[g];
        int first = start + wi.first[g];
        float sum = 0;
        for (int s = 0; s < weights.length; s++) {
          sum += weights[s] * voxels[first + s];
        }
        row[g] = sum;
      }
    }
    float[] plane = new float[grid.i() * grid.j()];
    for (int g = 0; g < grid.j(); g++) {
      float[] weights = wj.weights[g];
      int to = g * grid.i();
      for (int s = 0; s < weights.length; s++) {
        float weight = weights[s];
        float[] row = rows[wj.first[g] - j0 + s];
        for (int i = 0; i < row.length; i++) {
          plane[to + i] += weight * row[i];
        }
      }
    }
    return plane;
  }

  private void slice(
      FloatGrid out,
      int k,
      float[][] planes,
      int k0,
      AxisWeights wi,
      AxisWeights wj,
      AxisWeights wk) {
    GridSize grid = out.size();
    float[] values = out.values();
    int to = out.size().flat(0, 0, k);
    float[] weights = wk.weights[k];
    for (int s = 0; s < weights.length; s++) {
      float weight = weights[s];
      float[] plane = planes[wk.first[k] - k0 + s];
      for (int n = 0; n < plane.length; n++) {
        values[to + n] += weight * plane[n];
      }
    }
    for (int j = 0; j < grid.j(); j++) {
      float jk = wj.inside[j] * wk.inside[k];
      int row = to + j * grid.i();
      for (int i = 0; i < grid.i(); i++) {
        values[row + i] += fill * (1 - wi.inside[i] * jk);
      }
    }
  }

  /** The mask at the centres of the crop's grid, 1 or 0, i-fastest; outside the volume 0. */
  public static float[] sampleMask(Mask mask, Crop crop) {
    GridSize grid = crop.grid();
    float[] out = new float[grid.arrayLength()];
    int[] i = centres(crop, 0, mask.size());
    int[] j = centres(crop, 1, mask.size());
    int[] k = centres(crop, 2, mask.size());
    int to = 0;
    for (int sk : k) {
      for (int sj : j) {
        if (sk < 0 || sj < 0) {
          to += i.length;
          continue;
        }
        for (int si : i) {
          if (si >= 0 && mask.get(si, sj, sk)) {
            out[to] = 1;
          }
          to++;
        }
      }
    }
    return out;
  }

  private static int[] centres(Crop crop, int axis, GridSize source) {
    int[] nearest = new int[crop.grid().component(axis)];
    Arrays.setAll(
        nearest,
        g -> {
          int n = (int) Math.floor(crop.low(axis) + (g + 0.5) * crop.step(axis) + 0.5);
          return n < source.component(axis) ? n : -1;
        });
    return nearest;
  }
}
