package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A WINDOW crop: the volume turned to the network's orientation and resampled to its spacing, of
 * which the window is resized to the network's grid. Back the nearest network voxel counts.
 */
final class WindowView implements View {

  /** Hounsfield units where a padded window leaves the volume. */
  private static final CropSampler SAMPLER = new CropSampler(-1024);

  private final NetworkAxes axes;
  private final List<WindowAxis> windows;
  private final GridSize grid;

  /**
   * A view.
   *
   * @param windows along i, j and k of the network
   */
  WindowView(NetworkAxes axes, List<WindowAxis> windows) {
    this.axes = axes;
    this.windows = windows;
    this.grid = new GridSize(windows.get(0).grid(), windows.get(1).grid(), windows.get(2).grid());
  }

  /** The network's axis along an axis of the volume. */
  private int network(int axis) {
    return axes.i().axis() == axis ? 0 : axes.j().axis() == axis ? 1 : 2;
  }

  private WindowAxis along(int axis) {
    return windows.get(network(axis));
  }

  /** How far apart in the network's array neighbours along an axis of the volume are. */
  private int stride(int axis) {
    int network = network(axis);
    return network == 0 ? 1 : network == 1 ? grid.i() : grid.i() * grid.j();
  }

  @Override
  public Crop crop() {
    return new Crop(
        new ContinuousIndex(along(0).low(), along(1).low(), along(2).low()),
        new ContinuousIndex(along(0).step(), along(1).step(), along(2).step()),
        new GridSize(along(0).grid(), along(1).grid(), along(2).grid()));
  }

  @Override
  public GridSize grid() {
    return grid;
  }

  @Override
  public VoxelIndex toNetwork(VoxelIndex voxel) {
    return new VoxelIndex(
        windows.get(0).toNetwork(voxel.component(axes.i().axis())),
        windows.get(1).toNetwork(voxel.component(axes.j().axis())),
        windows.get(2).toNetwork(voxel.component(axes.k().axis())));
  }

  @Override
  public float[] sample(Volume volume) {
    FloatGrid sampled =
        SAMPLER.sample(volume, along(0).weights(), along(1).weights(), along(2).weights());
    if (stride(0) == 1 && stride(1) == grid.i()) {
      return sampled.values();
    }
    float[] out = new float[grid.arrayLength()];
    GridSize size = sampled.size();
    int from = 0;
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        int to = j * stride(1) + k * stride(2);
        for (int i = 0; i < size.i(); i++) {
          out[to + i * stride(0)] = sampled.values()[from++];
        }
      }
    }
    return out;
  }

  @Override
  public float[] sample(Mask mask) {
    throw new InferenceException(
        "model.unsupported", "A WINDOW crop can't show a network the mask before");
  }

  @Override
  public VoxelBox covers(GridSize volume) {
    int[][] ends = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      int[] offsets = offsets(axis, volume);
      ends[axis] = IntStream.range(0, offsets.length).filter(v -> offsets[v] >= 0).toArray();
    }
    return new VoxelBox(
        new VoxelIndex(ends[0][0], ends[1][0], ends[2][0]),
        new VoxelIndex(
            1 + ends[0][ends[0].length - 1],
            1 + ends[1][ends[1].length - 1],
            1 + ends[2][ends[2].length - 1]));
  }

  @Override
  public void restore(float[] logits, float threshold, Mask mask) {
    int[] i = offsets(0, mask.size());
    int[] j = offsets(1, mask.size());
    int[] k = offsets(2, mask.size());
    Mask.Window words = mask.window(0, mask.size().arrayLength());
    IntStream slices = IntStream.range(0, k.length).filter(s -> k[s] >= 0);
    // slices share words of the mask unless they are whole words long
    boolean apart = (long) i.length * j.length % 64 == 0;
    (apart ? slices.parallel() : slices)
        .forEach(
            sk -> {
              for (int sj = 0; sj < j.length; sj++) {
                if (j[sj] >= 0) {
                  row(logits, threshold, j[sj] + k[sk], i, words, mask.size().flat(0, sj, sk));
                }
              }
            });
  }

  private static void row(
      float[] logits, float threshold, int from, int[] i, Mask.Window words, int flat) {
    for (int si = 0; si < i.length; si++) {
      if (i[si] >= 0 && logits[from + i[si]] >= threshold) {
        words.set(flat + si);
      }
    }
  }

  /** Where along an axis of the volume each voxel's logit lies; −1 outside the window. */
  private int[] offsets(int axis, GridSize volume) {
    int[] offsets = new int[volume.component(axis)];
    Arrays.setAll(offsets, voxel -> along(axis).restoredFrom(voxel));
    return Arrays.stream(offsets).map(at -> at < 0 ? -1 : at * stride(axis)).toArray();
  }
}
