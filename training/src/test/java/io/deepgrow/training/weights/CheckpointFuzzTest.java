package io.deepgrow.training.weights;

import io.deepgrow.fuzz.FuzzTest;
import io.deepgrow.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Hostile checkpoints: PyTorch's ZIP archives, and all that is told apart from them. */
class CheckpointFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    byte[] pickle =
        PickleBytes.start()
            .ops("}(")
            .text("a")
            .tensor("0", 2, 0, new long[] {2}, new long[] {1})
            .ops("u")
            .stop();
    try {
      return List.of(
          ZipBytes.checkpoint(pickle, 1, 2),
          new ZipBytes()
              .stored("b/data.pkl", pickle)
              .stored("b/byteorder", new byte[] {'l', 'i', 't', 't', 'l', 'e'})
              .compressed("b/version", new byte[] {'3'})
              .stored("b/data/0", ZipBytes.floats(3, 4))
              .close());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void parse(byte[] input) throws IOException {
    Path file = Files.createTempFile("fuzz", ".pt");
    try {
      Files.write(file, input);
      try (Checkpoint checkpoint = Checkpoint.open(file)) {
        for (StoredTensor tensor : checkpoint.tensors().values()) {
          tensor.edges();
          tensor.values();
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof WeightsException || thrown instanceof ModelException;
  }
}
