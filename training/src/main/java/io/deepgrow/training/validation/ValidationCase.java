package io.deepgrow.training.validation;

import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;

/**
 * One structure in one CT.
 *
 * @param image name of the CT
 * @param structure name of what is outlined, the same for all cases that belong together
 * @param truth on the volume's grid, not empty
 */
public record ValidationCase(String image, String structure, Volume volume, Mask truth) {}
