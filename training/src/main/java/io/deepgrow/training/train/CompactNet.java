package io.deepgrow.training.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * The compact network in the training engine: a U-Net at half resolution with added skips, batch
 * normalisation and ReLU. Input [n, channels, k, j, i], output logits [n, 1, k, j, i]; edges are
 * multiples of 16.
 */
public final class CompactNet extends AbstractBlock {

  private final List<Integer> widths;
  private final Block stem;
  private final List<Block> encoders = new ArrayList<>();
  private final List<Block> narrowings = new ArrayList<>();
  private final List<Block> decoders = new ArrayList<>();
  private final Block head;

  /**
   * A network without values yet.
   *
   * @param widths channels of each level, from half resolution down
   */
  public CompactNet(List<Integer> widths) {
    this.widths = List.copyOf(widths);
    int levels = widths.size();
    stem = addChildBlock("stem", unit(widths.get(0), 3, 2));
    for (int l = 0; l < levels; l++) {
      SequentialBlock encoder = new SequentialBlock();
      encoder.add(unit(widths.get(l), 3, 1));
      if (l > 0) {
        encoder.add(unit(widths.get(l), 3, 1));
      }
      encoders.add(addChildBlock("encoder" + l, encoder));
    }
    for (int l = levels - 2; l >= 0; l--) {
      narrowings.add(addChildBlock("narrow" + l, convolution(widths.get(l), 1, 1, false)));
      decoders.add(addChildBlock("decoder" + l, unit(widths.get(l), 3, 1)));
    }
    head = addChildBlock("head", convolution(8, 1, 1, true));
  }

  public List<Integer> widths() {
    return widths;
  }

  private static Block convolution(int filters, int kernel, int stride, boolean bias) {
    int pad = kernel / 2;
    return Conv3d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(kernel, kernel, kernel))
        .optStride(new Shape(stride, stride, stride))
        .optPadding(new Shape(pad, pad, pad))
        .optBias(bias)
        .build();
  }

  private static Block unit(int filters, int kernel, int stride) {
    return new SequentialBlock()
        .add(convolution(filters, kernel, stride, true))
        .add(BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.95f).build())
        .add(Activation.reluBlock());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = run(stem, store, inputs.singletonOrThrow(), training);
    List<NDArray> skips = new ArrayList<>();
    for (int l = 0; l < encoders.size(); l++) {
      if (l > 0) {
        skips.add(x);
        x = halved(x);
      }
      x = run(encoders.get(l), store, x, training);
    }
    for (int d = 0; d < decoders.size(); d++) {
      NDArray narrow = run(narrowings.get(d), store, x, training);
      NDArray skip = skips.get(skips.size() - 1 - d);
      x = run(decoders.get(d), store, doubled(narrow).add(skip), training);
    }
    return new NDList(interleaved(run(head, store, x, training)));
  }

  private static NDArray run(Block block, ParameterStore store, NDArray x, boolean training) {
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  private static NDArray halved(NDArray x) {
    Shape two = new Shape(2, 2, 2);
    return x.getNDArrayInternal().maxPool(two, two, new Shape(0, 0, 0), false);
  }

  /** Every voxel eight times. */
  private static NDArray doubled(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), s.get(2), 1, s.get(3), 1, s.get(4), 1)
        .broadcast(s.get(0), s.get(1), s.get(2), 2, s.get(3), 2, s.get(4), 2)
        .reshape(s.get(0), s.get(1), 2 * s.get(2), 2 * s.get(3), 2 * s.get(4));
  }

  /** Depth to space: channel 4a + 2b + c goes to the voxel at odd (a, b, c) along k, j, i. */
  private static NDArray interleaved(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), 2, 2, 2, s.get(2), s.get(3), s.get(4))
        .transpose(0, 4, 1, 5, 2, 6, 3)
        .reshape(s.get(0), 1, 2 * s.get(2), 2 * s.get(3), 2 * s.get(4));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape s = inputs[0];
    return new Shape[] {new Shape(s.get(0), 1, s.get(2), s.get(3), s.get(4))};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape input = inputs[0];
    long n = input.get(0);
    stem.initialize(manager, type, input);
    long[] edge = {input.get(2) / 2, input.get(3) / 2, input.get(4) / 2};
    for (int l = 0; l < encoders.size(); l++) {
      int in = l == 0 ? widths.get(0) : widths.get(l - 1);
      encoders.get(l).initialize(manager, type, at(n, in, edge, l));
    }
    for (int d = 0; d < decoders.size(); d++) {
      int l = widths.size() - 2 - d;
      narrowings.get(d).initialize(manager, type, at(n, widths.get(l + 1), edge, l + 1));
      decoders.get(d).initialize(manager, type, at(n, widths.get(l), edge, l));
    }
    head.initialize(manager, type, at(n, widths.get(0), edge, 0));
  }

  private static Shape at(long n, int channels, long[] edge, int level) {
    return new Shape(n, channels, edge[0] >> level, edge[1] >> level, edge[2] >> level);
  }
}
