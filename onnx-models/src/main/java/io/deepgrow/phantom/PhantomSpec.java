package io.deepgrow.phantom;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;

/**
 * How large and how noisy a phantom is.
 *
 * @param noise standard deviation in HU
 */
public record PhantomSpec(GridSize size, Spacing spacing, double noise) {

  /** 96×80×40 voxels of 4×4×6 mm, for trials of a training. */
  public static PhantomSpec small() {
    return new PhantomSpec(new GridSize(96, 80, 40), new Spacing(4, 4, 6), 11);
  }

  /** 256×256×80 voxels of 1.5×1.5×3 mm. */
  public static PhantomSpec standard() {
    return new PhantomSpec(new GridSize(256, 256, 80), new Spacing(1.5, 1.5, 3), 11);
  }

  /** 512×512×300 voxels of 0.75×0.75×0.8 mm, for benchmarks. */
  public static PhantomSpec large() {
    return new PhantomSpec(new GridSize(512, 512, 300), new Spacing(0.75, 0.75, 0.8), 14);
  }
}
