package io.deepgrow.training.train;

import io.deepgrow.architecture.Architecture;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.architecture.Weights;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.seed.Seeds;
import java.io.IOException;
import java.util.List;

/** Which network is trained, and what it is shown. */
public sealed interface NetworkSpec permits NetworkSpec.Compact, NetworkSpec.Basic {

  /** The same network as it is written to ONNX. */
  Architecture architecture();

  List<InputChannel> channels();

  Intensity intensity();

  GuidanceSettings guidance();

  /** Fewest voxels along each axis; edges are multiples of 16. */
  int smallestEdge();

  /** The engine's values to start from. */
  default List<float[]> initialValues(long seed) {
    return values(architecture().initial(Seeds.of(seed, "weights").random()));
  }

  /**
   * The engine's values under the names of {@link #architecture}.
   *
   * @param values parameters in the engine's order, perhaps followed by the optimiser's moments
   * @throws IOException when they are of another network
   */
  Weights weights(List<float[]> values) throws IOException;

  /**
   * The engine's values for weights of an exported graph, in which normalisation by batches is
   * folded: train on with its statistics frozen.
   */
  List<float[]> values(Weights weights);

  /**
   * The network that needs no GPU.
   *
   * @param widths channels of each level, from half resolution down
   */
  record Compact(List<Integer> widths) implements NetworkSpec {

    public Compact {
      widths = List.copyOf(widths);
    }

    @Override
    public CompactUNet architecture() {
      return new CompactUNet(channels().size(), widths);
    }

    @Override
    public List<InputChannel> channels() {
      return List.of(
          InputChannel.IMAGE,
          InputChannel.POSITIVE,
          InputChannel.NEGATIVE,
          InputChannel.POSITIVE_REACH,
          InputChannel.NEGATIVE_REACH,
          InputChannel.FRONT,
          InputChannel.PREVIOUS);
    }

    @Override
    public Intensity intensity() {
      return new Intensity(40, 200, -3, 3);
    }

    @Override
    public GuidanceSettings guidance() {
      return new GuidanceSettings(2, GuidanceSettings.Combine.MAX);
    }

    @Override
    public int smallestEdge() {
      return 16;
    }

    @Override
    public Weights weights(List<float[]> values) throws IOException {
      return CompactWeights.weights(architecture(), values);
    }

    @Override
    public List<float[]> values(Weights weights) {
      return CompactWeights.values(architecture(), weights);
    }
  }

  /**
   * The published network of the model card, of any widths.
   *
   * @param features channels of the five levels and of the last stage
   */
  record Basic(List<Integer> features, BasicUNet.Residual residual) implements NetworkSpec {

    public Basic {
      features = List.copyOf(features);
    }

    @Override
    public BasicUNet architecture() {
      return BasicUNet.of(features, residual);
    }

    @Override
    public List<InputChannel> channels() {
      return List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE);
    }

    @Override
    public Intensity intensity() {
      return Intensity.unclipped(208, 388);
    }

    @Override
    public GuidanceSettings guidance() {
      return new GuidanceSettings(2, GuidanceSettings.Combine.SUM_MINMAX);
    }

    @Override
    public int smallestEdge() {
      return 32;
    }

    @Override
    public Weights weights(List<float[]> values) throws IOException {
      return BasicWeights.weights(architecture(), values);
    }

    @Override
    public List<float[]> values(Weights weights) {
      return BasicWeights.values(weights);
    }
  }
}
