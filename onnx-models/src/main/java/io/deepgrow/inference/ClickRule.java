package io.deepgrow.inference;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.mask.Mask;
import java.util.List;

/**
 * The mask honours every click: the voxel of a positive click is in, that of a negative click is
 * out. Where the network disagrees just that voxel changes; of several clicks on one voxel the last
 * counts.
 */
final class ClickRule {

  private ClickRule() {}

  static void apply(List<Click> clicks, Mask mask) {
    for (Click click : clicks) {
      mask.set(click.voxel(), click.isPositive());
    }
  }
}
