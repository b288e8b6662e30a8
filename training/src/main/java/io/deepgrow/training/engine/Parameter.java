package io.deepgrow.training.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * One tensor of a network, in 32 bits whatever the arithmetic.
 *
 * @param learned whether the optimiser changes it; statistics of normalisation it does not
 */
record Parameter(Tensor value, boolean learned) {

  private static final int KERNEL = 5;

  /** Zeros; kernels of convolutions have their channels innermost in memory. */
  static Parameter zeros(Device device, boolean learned, long... shape) {
    int size = 1;
    for (long edge : shape) {
      size = Math.toIntExact(size * edge);
    }
    int elements = size;
    boolean kernel = shape.length == KERNEL;
    MemoryFormat order = kernel ? MemoryFormat.ChannelsLast3d : MemoryFormat.Contiguous;
    Tensor value =
        Torch.scoped(() -> Torch.tensor(new float[elements], device, shape).contiguous(order));
    value.set_requires_grad(learned);
    return new Parameter(value, learned);
  }

  long size() {
    return value.numel();
  }

  /** Output channels, for a kernel. */
  long outputs() {
    return value.size(0);
  }

  boolean isKernel() {
    return value.dim() == KERNEL;
  }
}
