package io.deepgrow.training.prepare.source;

import io.deepgrow.training.prepare.DefectException;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Label voxels and what their values mean.
 *
 * @param values on the image's grid or another one, 0 where there is none
 * @param labels present or declared
 * @param ignored the label of voxels of which nobody knows what they are
 */
public record LabelLayer(Volume values, List<Label> labels, Optional<Label> ignored) {

  private static final int MAX_VALUES = 256;
  static final String IGNORED = "ignore";

  public LabelLayer {
    labels = List.copyOf(labels);
  }

  LabelLayer(Volume values, List<Label> labels) {
    this(values, labels, Optional.empty());
  }

  /**
   * A layer of what is in a label volume: declared labels that are present, and other values
   * unnamed.
   *
   * @throws DefectException {@code label.values} when these are no labels
   */
  public static LabelLayer of(Volume volume, List<Label> declared) {
    TreeSet<Integer> found = distinct(volume);
    List<Label> labels = new ArrayList<>();
    Optional<Label> ignored = Optional.empty();
    TreeSet<Integer> unnamed = new TreeSet<>(found);
    for (Label label : declared) {
      label.values().forEach(unnamed::remove);
      boolean present = label.values().stream().anyMatch(found::contains);
      if (present && label.name().equals(IGNORED)) {
        ignored = Optional.of(label);
      } else if (present) {
        labels.add(label);
      }
    }
    unnamed.forEach(value -> labels.add(Label.unnamed(value)));
    return new LabelLayer(volume, labels, ignored);
  }

  private static TreeSet<Integer> distinct(Volume volume) {
    boolean[] seen = new boolean[1 << 16];
    for (short value : volume.voxels()) {
      seen[value - Short.MIN_VALUE] = true;
    }
    TreeSet<Integer> found = new TreeSet<>();
    for (int n = 0; n < seen.length; n++) {
      if (seen[n]) {
        found.add(n + Short.MIN_VALUE);
      }
    }
    found.remove(0);
    if (found.size() > MAX_VALUES || (!found.isEmpty() && found.first() < 0)) {
      throw new DefectException(
          "label.values",
          found.size()
              + " values from "
              + found.first()
              + " to "
              + found.last()
              + " are no labels; is this an image?");
    }
    return found;
  }

  /** The voxels of a label. */
  public Mask mask(Label label) {
    if (label.values().size() == 1) {
      return Mask.ofLabel(values, label.value());
    }
    Mask mask = Mask.empty(values.geometry());
    short[] voxels = values.voxels();
    for (int flat = 0; flat < voxels.length; flat++) {
      if (voxels[flat] != 0 && label.values().contains((int) voxels[flat])) {
        mask.set(flat, true);
      }
    }
    return mask;
  }

  /** Number of labelled voxels. */
  public long count() {
    long count = 0;
    for (short value : values.voxels()) {
      count += value == 0 ? 0 : 1;
    }
    return count;
  }

  /** The same labels with other values, such as those on another grid. */
  public LabelLayer on(Volume other) {
    return new LabelLayer(other, labels, ignored);
  }
}
