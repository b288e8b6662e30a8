package io.deepgrow.training.train;

import io.deepgrow.training.engine.Arithmetic;
import io.deepgrow.training.engine.Device;
import io.deepgrow.training.engine.Torch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run computes with.
 *
 * @param devices one copy of the network for each
 * @param arithmetic of convolutions
 * @param recompute whether a step spares memory by computing parts of the network twice
 * @param makers threads that make patches
 * @param ahead patches made before they are needed
 */
public record Compute(
    List<Device> devices, Arithmetic arithmetic, boolean recompute, int makers, int ahead) {

  private static final Pattern NAME = Pattern.compile("cpu|cuda(?::(\\d{1,2}))?");

  public Compute {
    devices = List.copyOf(devices);
    if (devices.isEmpty() || makers < 1 || makers > 64 || ahead < 1 || ahead > 1000) {
      throw new IllegalArgumentException(
          "Training needs a device, 1 to 64 patch makers and 1 to 1000 patches ahead");
    }
  }

  /** One copy on the CPU in 32 bits, one thread that makes patches. */
  public static Compute cpu() {
    return cpus(1);
  }

  /**
   * Devices by name.
   *
   * @param names {@code cpu}, {@code cuda:0}, …
   * @param workers copies of the network, spread over the devices; 0 for one on each
   * @throws TrainingException when a device is not there
   */
  public static Compute of(List<String> names, int workers, int makers, int ahead) {
    List<Device> devices = new ArrayList<>();
    load();
    for (String name : names) {
      devices.add(device(name.strip().toLowerCase(Locale.ROOT)));
    }
    if (devices.isEmpty()) {
      throw new TrainingException("No device is named; 'cpu' is one");
    }
    List<Device> copies = new ArrayList<>();
    for (int n = 0; n < (workers == 0 ? devices.size() : workers); n++) {
      copies.add(devices.get(n % devices.size()));
    }
    return new Compute(copies, Arithmetic.FLOAT32, false, makers, ahead);
  }

  /** The same in another arithmetic. */
  public Compute with(Arithmetic other) {
    return new Compute(devices, other, recompute, makers, ahead);
  }

  /** The same, sparing memory or not. */
  public Compute recomputing(boolean recomputes) {
    return new Compute(devices, arithmetic, recomputes, makers, ahead);
  }

  /** A number of copies on the CPU in 32 bits, one thread that makes patches. */
  static Compute cpus(int workers) {
    return new Compute(Collections.nCopies(workers, Device.cpu()), Arithmetic.FLOAT32, false, 1, 6);
  }

  private static void load() {
    try {
      Torch.load();
    } catch (LinkageError e) {
      throw new TrainingException(
          "The training engine can't load its natives, which are for Linux on x86-64. Those of"
              + " DEEPGROW_TRAIN_PROFILE=train-cuda need an NVIDIA GPU with its driver; for the CPU"
              + " remove training/target/engine and build without that profile",
          e);
    }
  }

  private static Device device(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new TrainingException("A device is cpu, cuda or cuda:N, not '" + name + "'");
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    int there = Torch.gpus();
    if (index >= there) {
      throw new TrainingException(
          "Device %s is not there: the training engine sees %s"
              .formatted(
                  name,
                  there == 0
                      ? "no GPU (its CUDA natives come with DEEPGROW_TRAIN_PROFILE=train-cuda)"
                      : there + " GPU" + (there == 1 ? "" : "s")));
    }
    return Device.cuda(index);
  }
}
