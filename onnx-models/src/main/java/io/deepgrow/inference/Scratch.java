package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;

/** Arrays of one prediction in flight, kept for the next. */
final class Scratch {

  final float[] input;
  final float[] logits;
  final int[] queue;
  final boolean[] reached;

  Scratch(GridSize grid, int channels) {
    int voxels = grid.arrayLength();
    input = new float[Math.multiplyExact(channels, voxels)];
    logits = new float[voxels];
    queue = new int[voxels];
    reached = new boolean[voxels];
  }
}
