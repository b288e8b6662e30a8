package io.deepgrow.validation;

import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.Optional;

/**
 * One structure in one CT.
 *
 * @param image name of the CT
 * @param structure name of what is outlined, the same for all cases that belong together
 * @param truth on the volume's grid, not empty
 * @param ignored where nobody knows, if anywhere: no click, no part of a Dice
 */
public record ValidationCase(
    String image, String structure, Volume volume, Mask truth, Optional<Mask> ignored) {

  public ValidationCase(String image, String structure, Volume volume, Mask truth) {
    this(image, structure, volume, truth, Optional.empty());
  }

  /** A prediction without what lies where nobody knows. */
  Mask known(Mask prediction) {
    return ignored.map(prediction::andNot).orElse(prediction);
  }
}
