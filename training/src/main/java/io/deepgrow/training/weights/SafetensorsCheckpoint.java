package io.deepgrow.training.weights;

import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.WeightsFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The float32 tensors of a safetensors file, read at once. */
record SafetensorsCheckpoint(Map<String, StoredTensor> tensors) implements Checkpoint {

  private static final long MAX_BYTES = 512L << 20;

  static SafetensorsCheckpoint open(Path path) throws IOException {
    long size = Files.size(path);
    if (size > MAX_BYTES) {
      throw new WeightsException(
          "%s has %,d bytes, more than %,d".formatted(path.getFileName(), size, MAX_BYTES));
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      WeightsFile.read(in).asMap().forEach((name, tensor) -> tensors.put(name, new Whole(tensor)));
    }
    return new SafetensorsCheckpoint(tensors);
  }

  @Override
  public String kind() {
    return "safetensors";
  }

  @Override
  public void close() {}

  private record Whole(Tensor tensor) implements StoredTensor {

    @Override
    public List<Long> edges() {
      return tensor.shape().edges().stream().map(Integer::longValue).toList();
    }

    @Override
    public boolean isReal() {
      return true;
    }

    @Override
    public float[] values() {
      return tensor.values();
    }
  }
}
