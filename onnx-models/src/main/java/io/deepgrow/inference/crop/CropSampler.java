package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Samples a crop straight from the source voxels, one axis after the other. Source voxels that do
 * not exist count as the fill value.
 */
public final class CropSampler {

  /** Parts that the slices are sampled in, side by side. */
  private static final int BLOCKS = 8;

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
    RowTaps taps = new RowTaps(wi, volume.size().i());
    FloatGrid out = FloatGrid.zeros(grid);
    int slices = Math.max(1, grid.k() / BLOCKS);
    IntStream.range(0, (grid.k() + slices - 1) / slices)
        .parallel()
        .forEach(
            b -> {
              SamplingBlock block = new SamplingBlock(volume, taps, wj, wk, grid);
              for (int k = b * slices; k < Math.min(grid.k(), (b + 1) * slices); k++) {
                block.addSlice(k, out.values(), grid.flat(0, 0, k));
                fillOutside(out, k, wi, wj, wk);
              }
            });
    return out;
  }

  private void fillOutside(FloatGrid out, int k, AxisWeights wi, AxisWeights wj, AxisWeights wk) {
    GridSize grid = out.size();
    float[] values = out.values();
    for (int j = 0; j < grid.j(); j++) {
      float jk = wj.inside[j] * wk.inside[k];
      int row = grid.flat(0, j, k);
      for (int i = 0; i < grid.i(); i++) {
        values[row + i] += fill * (1 - wi.inside[i] * jk);
      }
    }
  }

  /** The mask at the centres of the crop's grid, 1 or 0, i-fastest; outside the volume 0. */
  public static float[] sampleMask(Mask mask, Crop crop) {
    GridSize grid = crop.grid();
    float[] out = new float[grid.arrayLength()];
    mask.boundingBox().ifPresent(box -> sampleMask(mask, box, crop, out));
    return out;
  }

  private static void sampleMask(Mask mask, VoxelBox box, Crop crop, float[] out) {
    int[] i = centres(crop, 0, box);
    int[] j = centres(crop, 1, box);
    int[] k = centres(crop, 2, box);
    int to = 0;
    for (int sk : k) {
      for (int sj : j) {
        if (sk < 0 || sj < 0) {
          to += i.length;
          continue;
        }
        int row = mask.size().flat(0, sj, sk);
        for (int si : i) {
          if (si >= 0 && mask.get(row + si)) {
            out[to] = 1;
          }
          to++;
        }
      }
    }
  }

  /** The source voxels at the centres of the grid along an axis; −1 outside the box. */
  private static int[] centres(Crop crop, int axis, VoxelBox box) {
    int[] nearest = new int[crop.grid().component(axis)];
    Arrays.setAll(
        nearest,
        g -> {
          int n = (int) Math.floor(crop.low(axis) + (g + 0.5) * crop.step(axis) + 0.5);
          boolean inside = n >= box.start().component(axis) && n < box.end().component(axis);
          return inside ? n : -1;
        });
    return nearest;
  }
}
