package io.deepgrow.volume.edit;

import io.deepgrow.volume.mask.Components;
import io.deepgrow.volume.mask.Connectivity;
import io.deepgrow.volume.mask.Mask;

/** A mask without its small pieces. */
public final class Islands {

  private Islands() {}

  /**
   * The mask without pieces, connected through faces, that are smaller than a volume.
   *
   * @param millilitres a piece of just this volume stays
   */
  public static Mask without(Mask mask, double millilitres) {
    double voxel = mask.geometry().spacing().voxelVolume() / 1000;
    Components pieces = Components.of(mask, Connectivity.FACES);
    return pieces.select(piece -> pieces.size(piece) * voxel >= millilitres * (1 - 1e-9));
  }
}
