package io.deepgrow.inference;

import io.deepgrow.inference.channel.NetworkInput;
import io.deepgrow.model.ModelDescriptor;

/** Arrays of one prediction in flight, kept for the next. */
final class Scratch {

  final NetworkInput writer;
  final float[] input;
  final float[] logits;
  final int[] queue;
  final boolean[] reached;

  Scratch(ModelDescriptor model) {
    int voxels = model.gridSize().arrayLength();
    writer = new NetworkInput(model.channels(), model.guidance());
    input = new float[Math.multiplyExact(model.channels().size(), voxels)];
    logits = new float[voxels];
    queue = new int[voxels];
    reached = new boolean[voxels];
  }
}
