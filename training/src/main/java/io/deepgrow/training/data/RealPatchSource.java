package io.deepgrow.training.data;

import io.deepgrow.example.Example;
import io.deepgrow.inference.crop.Crop;
import io.deepgrow.inference.crop.CropSampler;
import io.deepgrow.inference.crop.ZoomPlanner;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Pieces of real CT at random zoom: the target is either a drawn mask, or what grows from a random
 * voxel until the tissue changes.
 */
public final class RealPatchSource implements PatchSource {

  private static final double FILL = -1000;

  private final List<Example> all;
  private final List<Example> labelled;
  private final double drawnShare;
  private final CropSampler sampler = new CropSampler(FILL);

  /**
   * A source.
   *
   * @param drawnShare how many of the targets are the drawn masks, 0 to 1
   */
  public RealPatchSource(List<Example> examples, double drawnShare) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("Real patches need at least one CT");
    }
    all = List.copyOf(examples);
    labelled = all.stream().filter(e -> !e.mask().isEmpty()).toList();
    this.drawnShare = labelled.isEmpty() ? 0 : drawnShare;
  }

  @Override
  public TrainingPatch next(Random random, int edge) {
    for (int attempt = 0; attempt < 50; attempt++) {
      Optional<TrainingPatch> patch =
          random.nextDouble() < drawnShare
              ? drawn(random, pick(random, labelled), edge)
              : grown(random, pick(random, all), edge);
      if (patch.isPresent()) {
        return patch.get();
      }
    }
    return SceneSource.rich().next(random, edge);
  }

  private static Example pick(Random random, List<Example> from) {
    double total = from.stream().mapToDouble(Example::weight).sum();
    double pick = total * random.nextDouble();
    for (Example example : from) {
      pick -= example.weight();
      if (pick < 0) {
        return example;
      }
    }
    return from.get(from.size() - 1);
  }

  private Optional<TrainingPatch> drawn(Random random, Example example, int edge) {
    VoxelBox box = example.mask().boundingBox().orElseThrow();
    double extent = 0;
    double[] centre = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int from = box.start().component(axis);
      int to = box.end().component(axis);
      double mm = example.volume().geometry().spacing().component(axis);
      extent = Math.max(extent, (to - from) * mm);
      centre[axis] = from + (to - from) * (0.2 + 0.6 * random.nextDouble());
    }
    double cube = clampEdge(extent * (0.7 + 1.8 * random.nextDouble()));
    Crop crop = around(example.volume(), centre, cube, edge);
    float[] target = CropSampler.sampleMask(example.mask(), crop);
    example.ignored().ifPresent(ignored -> ignore(CropSampler.sampleMask(ignored, crop), target));
    return patch(random, example, crop, target);
  }

  private Optional<TrainingPatch> grown(Random random, Example example, int edge) {
    GridSize size = example.volume().size();
    double[] centre = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      centre[axis] = size.component(axis) * random.nextDouble();
    }
    double cube = clampEdge(50 + 200 * random.nextDouble());
    Crop crop = around(example.volume(), centre, cube, edge);
    FloatGrid ct = densities(random, example, crop);
    return GrownTarget.find(random, ct)
        .map(target -> new TrainingPatch(ct, target, example.title() + " grown"));
  }

  private static void ignore(float[] ignored, float[] target) {
    for (int v = 0; v < target.length; v++) {
      target[v] = ignored[v] > 0 ? TrainingPatch.IGNORED : target[v];
    }
  }

  private FloatGrid densities(Random random, Example example, Crop crop) {
    FloatGrid ct = sampler.sample(example.volume(), crop);
    if (example.jitter() > 0) {
      float shift = (float) (example.jitter() * (2 * random.nextDouble() - 1));
      float[] values = ct.values();
      for (int v = 0; v < values.length; v++) {
        values[v] += shift;
      }
    }
    return ct;
  }

  private Optional<TrainingPatch> patch(Random random, Example example, Crop crop, float[] target) {
    FloatGrid ct = densities(random, example, crop);
    TrainingPatch patch =
        new TrainingPatch(ct, FloatGrid.of(crop.grid(), target), example.title() + " drawn");
    double share = patch.foreground();
    return share > 0.002 && share < 0.7 ? Optional.of(patch) : Optional.empty();
  }

  private static double clampEdge(double millimetres) {
    return Math.min(360, Math.max(40, millimetres));
  }

  private static Crop around(Volume volume, double[] centre, double cube, int edge) {
    double[] low = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = centre[axis] - cube / volume.geometry().spacing().component(axis) / 2;
    }
    return ZoomPlanner.cube(volume.geometry(), low, cube, edge);
  }
}
