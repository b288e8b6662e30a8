package io.deepgrow.app.annotation;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that somebody does with a segment.
 *
 * @param choice the seed of whatever else there is to choose
 */
record HistoryStep(Action action, Mishap mishap, int choice) {

  /** What is done; how often one is chosen goes with its weight. */
  enum Action {
    CLICK(10),
    UNDO(4),
    UNDO_ANYTHING(5),
    REDO(3),
    REDO_ANYTHING(5),
    REMOVE(3),
    REMOVE_FOR_GOOD(2),
    RESTORE_CLICK(4),
    CLEAR(2),
    PUT(2),
    FILL_HOLES(1),
    LARGEST_COMPONENT(1),
    SYNC(2),
    LOCK(1),
    UNLOCK(2),
    DELETE(1),
    RESTORE(2),
    CLOSE(0);

    private final int weight;

    Action(int weight) {
      this.weight = weight;
    }
  }

  /** What goes wrong meanwhile. */
  enum Mishap {
    /** Nothing does. */
    NONE,
    /** The answer is lost, and the request comes again. */
    SENT_TWICE,
    /** The process ends before there is a mask, and the request comes again. */
    CRASH_AND_AGAIN,
    /** The process ends before there is a mask, and nobody comes again. */
    CRASH
  }

  /** Some steps; closing the session is the last. */
  static List<HistoryStep> some(Random random) {
    List<HistoryStep> steps = new ArrayList<>();
    for (int n = 5 + random.nextInt(25); n > 0; n--) {
      Mishap mishap = Mishap.values()[Math.max(0, random.nextInt(16) - 12)];
      steps.add(new HistoryStep(action(random), mishap, random.nextInt()));
    }
    if (random.nextInt(8) == 0) {
      steps.add(new HistoryStep(Action.CLOSE, Mishap.SENT_TWICE, 0));
      steps.add(new HistoryStep(action(random), Mishap.NONE, random.nextInt()));
    }
    return steps;
  }

  private static Action action(Random random) {
    List<Action> urn = new ArrayList<>();
    for (Action action : Action.values()) {
      for (int n = 0; n < action.weight; n++) {
        urn.add(action);
      }
    }
    return urn.get(random.nextInt(urn.size()));
  }

  /** A click in a corner so small that some clicks are the same. */
  Click click() {
    Random random = new Random(choice);
    return new Click(
        random.nextInt(3) == 0 ? ClickKind.NEGATIVE : ClickKind.POSITIVE,
        new VoxelIndex(8 + random.nextInt(6), 8 + random.nextInt(6), 4 + random.nextInt(3)),
        random.nextInt(5) == 0 ? ClickExtent.SLICE : ClickExtent.VOLUME);
  }

  /** A few voxels, or none. */
  Mask mask(VolumeGeometry geometry) {
    Random random = new Random(choice);
    Mask mask = Mask.empty(geometry);
    for (int n = random.nextInt(5); n > 0; n--) {
      mask.set(new VoxelIndex(10 + random.nextInt(3), 10, 5), true);
    }
    return mask;
  }

  /** A part of a list, at times with one click more. */
  List<Click> listOf(List<Click> clicks) {
    Random random = new Random(choice);
    List<Click> list = new ArrayList<>(clicks);
    list.removeIf(click -> random.nextInt(3) == 0);
    if (random.nextBoolean()) {
      list.add(click());
    }
    return list;
  }

  /** One of so many. */
  int oneOf(int count) {
    return Math.floorMod(choice, count);
  }
}
