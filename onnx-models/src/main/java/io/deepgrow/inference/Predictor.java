package io.deepgrow.inference;

import io.deepgrow.inference.channel.NetworkInput;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.inference.crop.CropPlan;
import io.deepgrow.inference.crop.View;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Network;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * From clicks to a mask: crop, sample, guidance, network, grow the crop where the mask reaches its
 * faces, restore. The result depends on the volume, the mask before the first click, the clicks in
 * their order and the model only.
 *
 * <p>Safe for many threads as far as its network is; every prediction in flight has arrays of its
 * own, which are kept for the next.
 */
public final class Predictor {

  private static final int CACHED_CROPS = 16;

  private static final int REMEMBERED_MASKS = 64;

  private final ModelDescriptor descriptor;
  private final Network network;
  private final CropPlan plan;
  private final float threshold;
  private final boolean seesPrevious;
  private final MaskMemory masks = new MaskMemory(REMEMBERED_MASKS);
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
    this.seesPrevious = descriptor.channels().contains(InputChannel.PREVIOUS);
  }

  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * The mask for some clicks, from nothing.
   *
   * @param clicks in the order they were made; without a positive one the mask is empty and the
   *     network does not run
   * @throws InferenceException {@code click.outside_volume}
   */
  public Prediction predict(Volume volume, List<Click> clicks) {
    return predict(volume, Mask.empty(volume.geometry()), clicks);
  }

  /**
   * The mask for some clicks on a mask that was there before them. What the network sees is decided
   * anew; what lies outside stays as it was.
   *
   * <p>A network that sees the mask before the last click is run for one click after the other, and
   * so is any one when a click counts in its slice only; the masks of earlier calls are remembered,
   * so that a further click costs one more run only.
   *
   * @param start on the volume's grid; not changed
   * @param clicks in the order they were made
   * @throws InferenceException {@code click.outside_volume}
   */
  public Prediction predict(Volume volume, Mask start, List<Click> clicks) {
    for (Click click : clicks) {
      if (!volume.geometry().contains(click.voxel())) {
        throw new InferenceException(
            "click.outside_volume",
            "A click at " + click.voxel() + " lies outside the volume of " + volume.size());
      }
    }
    if (clicks.isEmpty()) {
      return Prediction.without(start.copy());
    }
    boolean inTurn = seesPrevious || clicks.stream().anyMatch(Predictor::isForSlice);
    return inTurn ? clickByClick(volume, start, clicks) : predict(volume, start, start, clicks);
  }

  private static boolean isForSlice(Click click) {
    return click.extent() == ClickExtent.SLICE;
  }

  private Prediction clickByClick(Volume volume, Mask start, List<Click> clicks) {
    MaskMemory.Packed key = MaskMemory.Packed.of(start);
    int known = clicks.size();
    Optional<Mask> before = masks.get(volume, key, clicks.subList(0, known));
    while (before.isEmpty() && known > 0) {
      known--;
      before = masks.get(volume, key, clicks.subList(0, known));
    }
    Prediction last = Prediction.without(before.orElse(start));
    for (int n = known + 1; n <= clicks.size(); n++) {
      List<Click> made = clicks.subList(0, n);
      Mask previous = seesPrevious ? last.mask() : start;
      Prediction next = predict(volume, start, previous, made).after(last);
      Click newest = clicks.get(n - 1);
      last = isForSlice(newest) ? next.within(newest.voxel().k(), last.mask()) : next;
      masks.put(volume, key, made, last.mask());
    }
    return last;
  }

  private Prediction predict(Volume volume, Mask start, Mask previous, List<Click> clicks) {
    if (start.isEmpty() && clicks.stream().noneMatch(Click::isPositive)) {
      return Prediction.without(Mask.empty(volume.geometry()));
    }
    Scratch scratch = scratches.poll();
    if (scratch == null) {
      scratch = new Scratch(descriptor);
    }
    try {
      return predict(volume, start, previous, clicks, scratch);
    } finally {
      scratches.add(scratch);
    }
  }

  private Prediction predict(
      Volume volume, Mask start, Mask previous, List<Click> made, Scratch scratch) {
    boolean merges = !seesPrevious && !start.isEmpty();
    List<Click> clicks = merges ? StartMerge.shown(start, made) : made;
    long cropNanos = 0;
    long inferNanos = 0;
    Optional<VoxelBox> box = seesPrevious ? previous.boundingBox() : Optional.empty();
    View view = plan.first(volume.geometry(), clicks, box);
    int passes = 0;
    while (true) {
      long begin = System.nanoTime();
      float[] before = fill(volume, previous, clicks, view, scratch);
      long filled = System.nanoTime();
      network.run(scratch.input, view.grid(), scratch.logits);
      long ran = System.nanoTime();
      passes++;
      cropNanos += filled - begin;
      inferNanos += ran - filled;
      if (before.length > 0) {
        boolean positive = clicks.get(clicks.size() - 1).isPositive();
        SteadyMask.apply(before, positive, threshold, scratch.logits);
      }
      if (start.isEmpty()) {
        KeepClicked.apply(positives(clicks, view), view.grid(), threshold, scratch);
      }
      Optional<View> larger = plan.next(view, scratch.logits, threshold, volume.geometry());
      if (larger.isEmpty()) {
        Mask mask = previous.copy();
        mask.clear(view.covers(mask.size()));
        view.restore(scratch.logits, threshold, mask);
        if (merges) {
          mask = StartMerge.of(start, mask, view.covers(mask.size()), made);
        }
        ClickRule.apply(made, mask);
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

  /**
   * Fills the input; the mask before the last click as the network sees it, no values when it sees
   * none.
   */
  private float[] fill(
      Volume volume, Mask previous, List<Click> clicks, View view, Scratch scratch) {
    float[] before = seesPrevious && !previous.isEmpty() ? view.sample(previous) : new float[0];
    NetworkInput.Image image =
        images.get(volume, view.crop(), () -> image(volume, view, scratch.writer));
    NetworkInput.Scene scene =
        new NetworkInput.Scene(image, positives(clicks, view), negatives(clicks, view), before);
    scratch.writer.write(scene, scratch.input, 0);
    return before;
  }

  private NetworkInput.Image image(Volume volume, View view, NetworkInput writer) {
    float[] values = view.sample(volume);
    descriptor.intensity().scale(values);
    return writer.image(values, view.grid());
  }
}
