package io.deepgrow.clicks;

/** How a simulated person chooses where in an error to click. */
public enum ClickStrategy {
  /** The deepest voxel: reproducible, and kinder to a model than people are. */
  IDEAL,
  /** Any voxel, the deeper the likelier. */
  RANDOM
}
