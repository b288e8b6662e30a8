package io.deepgrow.training.data;

import java.util.Random;

/** Makes training patches of one kind. */
@FunctionalInterface
public interface PatchSource {

  /**
   * The next patch; the same random numbers give the same patch.
   *
   * @param edge voxels along each side
   */
  TrainingPatch next(Random random, int edge);
}
