package io.deepgrow.training.engine;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The library: its natives, and values going in and out. What a method in place (its name ends in
 * an underscore) returns is no handle of its own: it must not be used.
 */
public final class Torch {

  static {
    // the bindings count all memory of the process against the Java heap, tensors are outside it
    for (String limit : List.of("maxbytes", "maxphysicalbytes")) {
      String name = "org.bytedeco.javacpp." + limit;
      if (System.getProperty(name) == null) {
        System.setProperty(name, "0");
      }
    }
  }

  private Torch() {}

  /**
   * Loads the natives.
   *
   * @throws LinkageError when there are none for this machine
   */
  public static void load() {
    Loader.load(torch.class);
  }

  /** How many GPUs the natives can use. */
  public static int gpus() {
    load();
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  /** A tensor of values, the last axis quickest. */
  static Tensor tensor(float[] values, Device device, long... shape) {
    return scoped(() -> on(device, Tensor.create(values, shape)));
  }

  /** A tensor on a device, in 32 bits; itself if it is so already. */
  static Tensor on(Device device, Tensor tensor) {
    return tensor.to(new org.bytedeco.pytorch.Device(device.name()), ScalarType.Float);
  }

  /**
   * A part's result; all other handles that it made are closed, the result's by the scope around.
   */
  static Tensor scoped(Supplier<Tensor> part) {
    Tensor result;
    try (PointerScope inner = new PointerScope()) {
      result = part.get();
      result.retainReference();
    }
    PointerScope around = PointerScope.getInnerScope();
    if (around != null) {
      around.attach(result);
      result.releaseReference();
    }
    return result;
  }

  /** All values, the last axis quickest. */
  static float[] values(Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      Tensor plain = on(Device.cpu(), tensor.detach()).contiguous(MemoryFormat.Contiguous);
      float[] values = new float[Math.toIntExact(plain.numel())];
      FloatPointer from = plain.data_ptr_float();
      from.get(values);
      return values;
    }
  }

  /** Writes values into a tensor of as many. */
  static void set(Tensor tensor, float[] values) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard still = new NoGradGuard()) {
      tensor.copy_(Tensor.create(values, shape(tensor)));
    }
  }

  static long[] shape(Tensor tensor) {
    long[] shape = new long[(int) tensor.dim()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = tensor.size(axis);
    }
    return shape;
  }
}
