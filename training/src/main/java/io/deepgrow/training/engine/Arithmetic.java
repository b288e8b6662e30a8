package io.deepgrow.training.engine;

import static org.bytedeco.pytorch.global.torch.conv3d;

import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How convolutions are computed; weights, normalisation's parameters and losses have 32 bits. */
public enum Arithmetic {
  FLOAT32(ScalarType.Float),
  /** Convolutions and activations in 16 bits, of which 8 are the exponent. */
  BFLOAT16(ScalarType.BFloat16);

  private static final int TRIALS = 8;
  private static final double WORTH = 0.85;

  private final ScalarType type;

  Arithmetic(ScalarType type) {
    this.type = type;
  }

  /** A tensor in this arithmetic; itself if it is so already. */
  Tensor of(Tensor tensor) {
    return tensor.to(type);
  }

  /**
   * What a measurement came to.
   *
   * @param float32Ms best time of a small convolution, forward and backward, in ms
   * @param bfloat16Ms the same in 16 bits
   */
  public record Measured(double float32Ms, double bfloat16Ms) {

    /** 16 bits only where they are clearly quicker: processors without them emulate them. */
    public Arithmetic fastest() {
      return bfloat16Ms < WORTH * float32Ms ? BFLOAT16 : FLOAT32;
    }
  }

  /** Measures both on a device, in turn; a fraction of a second. */
  public static Measured measure(Device device) {
    Torch.load();
    Map<Arithmetic, Double> best = new EnumMap<>(Arithmetic.class);
    for (int n = 0; n <= TRIALS; n++) {
      for (Arithmetic arithmetic : values()) {
        double ms = trial(arithmetic, device);
        // the first time, the library chooses its kernels
        if (n > 0) {
          best.merge(arithmetic, ms, Math::min);
        }
      }
    }
    return new Measured(best.getOrDefault(FLOAT32, 0.0), best.getOrDefault(BFLOAT16, 0.0));
  }

  private static double trial(Arithmetic arithmetic, Device device) {
    int channels = 32;
    int edge = 32;
    long[] ones = {1, 1, 1};
    try (PointerScope scope = new PointerScope()) {
      Parameter weight = Parameter.zeros(device, true, channels, channels, 3, 3, 3);
      Tensor x =
          Torch.tensor(
                  new float[channels * edge * edge * edge], device, 1, channels, edge, edge, edge)
              .contiguous(MemoryFormat.ChannelsLast3d);
      Tensor input = arithmetic.of(x);
      input.requires_grad_(true);
      long start = System.nanoTime();
      Tensor y =
          conv3d(input, arithmetic.of(weight.value()), new TensorOptional(), ones, ones, ones, 1L);
      Tensor sum = y.to(ScalarType.Float).sum();
      sum.backward();
      sum.item_float();
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
