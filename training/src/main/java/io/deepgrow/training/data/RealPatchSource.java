package io.deepgrow.training.data;

import io.deepgrow.inference.Crop;
import io.deepgrow.inference.CropSampler;
import io.deepgrow.inference.ZoomPlanner;
import io.deepgrow.volume.FloatGrid;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VoxelBox;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Pieces of real CT at random zoom: the target is either a drawn mask, or what grows from a random
 * voxel until the tissue changes.
 */
public final class RealPatchSource implements PatchSource {

  /** A CT and the mask drawn in it. */
  public record Example(String name, Volume volume, Mask mask) {}

  private static final double FILL = -1000;

  private final List<Example> examples;
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
    this.examples = List.copyOf(examples);
    this.drawnShare = drawnShare;
  }

  @Override
  public TrainingPatch next(Random random, int edge) {
    for (int attempt = 0; attempt < 50; attempt++) {
      Example example = examples.get(random.nextInt(examples.size()));
      Optional<TrainingPatch> patch =
          random.nextDouble() < drawnShare
              ? drawn(random, example, edge)
              : grown(random, example, edge);
      if (patch.isPresent()) {
        return patch.get();
      }
    }
    return SceneSource.rich().next(random, edge);
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
    return patch(example, crop, target, "drawn");
  }

  private Optional<TrainingPatch> grown(Random random, Example example, int edge) {
    GridSize size = example.volume().size();
    double[] centre = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      centre[axis] = size.component(axis) * random.nextDouble();
    }
    double cube = clampEdge(50 + 200 * random.nextDouble());
    Crop crop = around(example.volume(), centre, cube, edge);
    FloatGrid ct = sampler.sample(example.volume(), crop);
    return GrownTarget.find(random, ct)
        .map(target -> new TrainingPatch(ct, target, example.name() + " grown"));
  }

  private Optional<TrainingPatch> patch(Example example, Crop crop, float[] target, String kind) {
    FloatGrid ct = sampler.sample(example.volume(), crop);
    TrainingPatch patch =
        new TrainingPatch(ct, FloatGrid.of(crop.grid(), target), example.name() + " " + kind);
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
