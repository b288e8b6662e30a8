package io.deepgrow.training.weights;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A file of named tensors. Its values can be read until it is closed. */
public interface Checkpoint extends Closeable {

  /** What it is, such as {@code PyTorch state dict}. */
  String kind();

  /** The tensors in the file's order. */
  Map<String, StoredTensor> tensors();

  /**
   * Opens a PyTorch checkpoint, a TorchScript archive or a safetensors file, told apart by their
   * first bytes. Nothing in the file is executed.
   *
   * @throws WeightsException when it is none of them or is refused
   */
  static Checkpoint open(Path path) throws IOException {
    byte[] start = new byte[16];
    int length;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      length = file.read(ByteBuffer.wrap(start));
    }
    ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (length >= 4 && bytes.getInt(0) == 0x04034b50) {
      return TorchArchive.open(path);
    }
    if (length >= 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5) {
      throw new WeightsException(
          path.getFileName()
              + " is a pickle from before PyTorch 1.6, which is not read; load it in PyTorch and"
              + " torch.save it again");
    }
    if (length >= 10 && bytes.getLong(0) > 1 && bytes.getLong(0) < 1 << 30 && start[8] == '{') {
      return SafetensorsCheckpoint.open(path);
    }
    throw new WeightsException(
        path.getFileName() + " is no PyTorch checkpoint, TorchScript archive or safetensors file");
  }
}
