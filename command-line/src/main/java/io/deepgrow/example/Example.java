package io.deepgrow.example;

import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.Optional;

/**
 * A CT and the mask drawn in it.
 *
 * @param mask empty in a CT in which nobody drew
 * @param label its value in a file of several structures; 0 when it is the only one
 * @param ignored where nobody knows, if anywhere
 * @param weight how often it is drawn, beside others
 * @param jitter largest shift of its densities in HU, for scans that are off by as much
 */
public record Example(
    String name,
    Volume volume,
    Mask mask,
    int label,
    Optional<Mask> ignored,
    double weight,
    double jitter) {

  /** The only mask of its file. */
  public Example(String name, Volume volume, Mask mask) {
    this(name, volume, mask, 0, Optional.empty(), 1, 0);
  }

  /** The same, drawn so often and shifted so far. */
  public Example with(double otherWeight, double otherJitter) {
    return new Example(name, volume, mask, label, ignored, otherWeight, otherJitter);
  }

  /** How people tell it from others: its name, and its label where there are several. */
  public String title() {
    return label == 0 ? name : name + " " + label;
  }
}
