package io.deepgrow.training.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
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
 * @param makers threads that make patches
 * @param ahead patches made before they are needed
 */
public record Compute(List<Device> devices, int makers, int ahead) {

  private static final Pattern NAME = Pattern.compile("cpu|cuda(?::(\\d{1,2}))?");

  public Compute {
    devices = List.copyOf(devices);
    if (devices.isEmpty() || makers < 1 || makers > 64 || ahead < 1 || ahead > 1000) {
      throw new IllegalArgumentException(
          "Training needs a device, 1 to 64 patch makers and 1 to 1000 patches ahead");
    }
  }

  /** One copy on the CPU, one thread that makes patches. */
  public static Compute cpu() {
    return new Compute(List.of(Device.cpu()), 1, 6);
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
    engine();
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
    return new Compute(copies, makers, ahead);
  }

  /** The same with a number of copies on the CPU. */
  static Compute cpus(int workers) {
    return new Compute(Collections.nCopies(workers, Device.cpu()), 1, 6);
  }

  /** The engine with its natives loaded. */
  private static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException e) {
      throw new TrainingException(
          "The training engine can't load its natives. Those of DEEPGROW_TRAIN_PROFILE=train-cuda"
              + " need an NVIDIA GPU with its driver; for the CPU remove training/target/engine and"
              + " build without that profile",
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
    int there = engine().getGpuCount();
    if (index >= there) {
      throw new TrainingException(
          "Device %s is not there: the training engine sees %s"
              .formatted(
                  name,
                  there == 0
                      ? "no GPU (its CUDA natives come with DEEPGROW_TRAIN_PROFILE=train-cuda)"
                      : there + " GPU" + (there == 1 ? "" : "s")));
    }
    return Device.gpu(index);
  }
}
