package io.deepgrow.inference;

import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Network;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * From clicks to a mask: crop, sample, guidance, network, grow the crop where the mask reaches its
 * faces, restore. The result depends on the volume, the clicks in their order and the model only.
 *
 * <p>Safe for many threads as far as its network is; every prediction in flight has arrays of its
 * own, which are kept for the next.
 */
public final class Predictor {

  /** Hounsfield units where a ZOOM crop leaves the volume. */
  public static final double OUTSIDE = -1000;

  private static final int CACHED_CROPS = 16;

  private final ModelDescriptor descriptor;
  private final Network network;
  private final CropPlan plan;
  private final float threshold;
  private final ImageCache images = new ImageCache(CACHED_CROPS);
  private final ConcurrentLinkedQueue<Scratch> scratches = new ConcurrentLinkedQueue<>();

  /**
   * A predictor of a model.
   *
   * @throws InferenceException {@code model.unsupported} for settings it can't follow
   */
  public Predictor(ModelDescriptor descriptor, Network network) {
    this.descriptor = descriptor;
    this.network = network;
    this.plan = CropPlan.of(descriptor);
    this.threshold = (float) descriptor.outputThreshold();
  }

  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * The mask for some clicks.
   *
   * @param clicks in the order they were made; without a positive one the mask is empty and the
   *     network does not run
   * @throws InferenceException {@code click.outside_volume}
   */
  public Prediction predict(Volume volume, List<Click> clicks) {
    for (Click click : clicks) {
      if (!volume.geometry().contains(click.voxel())) {
        throw new InferenceException(
            "click.outside_volume",
            "A click at " + click.voxel() + " lies outside the volume of " + volume.size());
      }
    }
    Mask mask = Mask.empty(volume.geometry());
    if (clicks.stream().noneMatch(Click::isPositive)) {
      return new Prediction(mask, Optional.empty(), 0, new Timings(0, 0, 0));
    }
    Scratch scratch = scratches.poll();
    if (scratch == null) {
      scratch = new Scratch(descriptor);
    }
    try {
      return predict(volume, clicks, mask, scratch);
    } finally {
      scratches.add(scratch);
    }
  }

  private Prediction predict(Volume volume, List<Click> clicks, Mask mask, Scratch scratch) {
    long cropNanos = 0;
    long inferNanos = 0;
    View view = plan.first(volume.geometry(), clicks);
    int passes = 0;
    while (true) {
      long start = System.nanoTime();
      fill(volume, clicks, view, scratch);
      long filled = System.nanoTime();
      network.run(scratch.input, view.grid(), scratch.logits);
      long ran = System.nanoTime();
      passes++;
      cropNanos += filled - start;
      inferNanos += ran - filled;
      KeepClicked.apply(positives(clicks, view), view.grid(), threshold, scratch);
      Optional<View> larger = plan.next(view, passes, scratch.logits, threshold, volume.geometry());
      if (larger.isEmpty()) {
        view.restore(scratch.logits, threshold, mask);
        ClickRule.apply(clicks, mask);
        Timings timings = new Timings(cropNanos, inferNanos, System.nanoTime() - ran);
        return new Prediction(mask, Optional.of(view.crop()), passes, timings);
      }
      view = larger.get();
    }
  }

  private static List<VoxelIndex> positives(List<Click> clicks, View view) {
    return clicks.stream().filter(Click::isPositive).map(c -> view.toNetwork(c.voxel())).toList();
  }

  private static List<VoxelIndex> negatives(List<Click> clicks, View view) {
    return clicks.stream()
        .filter(c -> !c.isPositive())
        .map(c -> view.toNetwork(c.voxel()))
        .toList();
  }

  private void fill(Volume volume, List<Click> clicks, View view, Scratch scratch) {
    float[] image = images.get(volume, view.crop(), () -> image(volume, view));
    List<VoxelIndex> positive = positives(clicks, view);
    List<VoxelIndex> negative = negatives(clicks, view);
    scratch.writer.write(image, positive, negative, view.grid(), scratch.input, 0);
  }

  private float[] image(Volume volume, View view) {
    float[] values = view.sample(volume);
    for (int v = 0; v < values.length; v++) {
      values[v] = descriptor.intensity().scale(values[v]);
    }
    return values;
  }
}
