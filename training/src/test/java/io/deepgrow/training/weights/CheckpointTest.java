package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as PyTorch writes them, and files that only look like it. */
class CheckpointTest {

  @TempDir private Path folder = Path.of(".");

  private AbstractThrowableAssert<?, ?> assertRefused(byte[] file) throws IOException {
    Path path = ZipBytes.write(folder, file);
    return assertThatThrownBy(() -> Checkpoint.open(path).close())
        .isInstanceOf(WeightsException.class);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void readsEveryLayoutThatPyTorchStored() throws IOException {
    try (Checkpoint file = Checkpoint.open(Fixtures.path("layouts.pt"))) {
      assertThat(file.kind()).isEqualTo("PyTorch state dict");
      assertThat(file.tensors().keySet())
          .containsExactly(
              "plain",
              "slice",
              "transposed",
              "half",
              "bfloat16",
              "double",
              "scalar",
              "step",
              "empty");
      assertThat(values(file, "plain")).hasSize(24).startsWith(0, 1, 2).endsWith(23);
      assertThat(values(file, "slice")).containsExactly(5, 6, 7, 8);
      assertThat(values(file, "transposed")).startsWith(0, 6, 12, 18, 1, 7).endsWith(11, 17, 23);
      assertThat(values(file, "half"))
          .containsExactly(0.5f, -2f, 65504f, 0x1p-24f, Float.POSITIVE_INFINITY);
      assertThat(values(file, "bfloat16")[1]).isEqualTo(-3.140625f);
      assertThat(values(file, "double")).containsExactly(1.5f, 2.25f);
      assertThat(values(file, "scalar")).containsExactly(7);
      assertThat(values(file, "empty")).isEmpty();
      StoredTensor step = file.tensors().get("step");
      assertThat(step).isNotNull().returns(false, StoredTensor::isReal);
      assertThat(file.tensors().get("transposed")).returns("[6×4]", StoredTensor::shape);
    }
  }

  private static float[] values(Checkpoint file, String name) throws IOException {
    return file.tensors().get(name).values();
  }

  @Test
  void refusesFilesFromBeforePyTorch16InOneSentence() {
    assertThatThrownBy(() -> Checkpoint.open(Fixtures.path("legacy.pt")))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "legacy.pt is a pickle from before PyTorch 1.6, which is not read; load it in PyTorch"
                + " and torch.save it again");
  }

  @Test
  void refusesWhatIsNoCheckpoint() throws IOException {
    assertRefused(ascii("%PDF-1.7 and more")).hasMessageContaining("is no PyTorch checkpoint");
    assertRefused(new byte[0]).hasMessageContaining("is no PyTorch checkpoint");
    assertRefused(new ZipBytes().stored("word/document.xml", ascii("x")).close())
        .hasMessageContaining("has 0 data.pkl");
    byte[] none = PickleBytes.start().ops("N").stop();
    assertRefused(new ZipBytes().stored("a/data.pkl", none).stored("b/data.pkl", none).close())
        .hasMessageContaining("has 2 data.pkl");
    assertRefused(ZipBytes.checkpoint(none)).hasMessageContaining("no dict");
  }

  @Test
  void refusesCompressedAndBigEndianOnes() throws IOException {
    byte[] pickle = PickleBytes.start().ops("}").stop();
    assertRefused(new ZipBytes().compressed("a/data.pkl", pickle).close())
        .hasMessageContaining("compressed");
    assertRefused(
            new ZipBytes().stored("a/data.pkl", pickle).stored("a/byteorder", ascii("big")).close())
        .hasMessageContaining("big-endian");
  }

  @Test
  void runsNothingThatACheckpointAsksFor() throws IOException {
    Path mark = folder.resolve("mark");
    byte[] pickle =
        PickleBytes.start()
            .global("os", "system")
            .text("touch " + mark)
            .bytes(0x85)
            .ops("R")
            .stop();
    assertRefused(ZipBytes.checkpoint(pickle)).hasMessageContaining("os.system");
    assertThat(mark).doesNotExist();
  }

  @Test
  void saysWhatACheckpointWithoutTensorsHolds() throws IOException {
    byte[] pickle = PickleBytes.start().ops("}").text("epoch").number(3).ops("s").stop();
    assertRefused(ZipBytes.checkpoint(pickle))
        .hasMessageContaining("holds no tensors")
        .hasMessageContaining("epoch");
  }

  @Test
  void refusesOtherThingsAmongTheTensors() throws IOException {
    long[] one = {1};
    byte[] pickle =
        PickleBytes.start()
            .ops("}(")
            .text("w")
            .tensor("0", 1, 0, one, one)
            .text("epoch\n")
            .number(3)
            .ops("u")
            .stop();
    assertRefused(ZipBytes.checkpoint(pickle, 1))
        .hasMessage("The checkpoint holds entries that are no tensors: epoch?");
  }

  @Test
  void findsTheWeightsBelowModelOrStateDict() throws IOException {
    for (String key : new String[] {"model", "state_dict"}) {
      byte[] pickle =
          PickleBytes.start()
              .ops("}(")
              .text("epoch")
              .number(3)
              .text(key)
              .ops("}")
              .text("w")
              .tensor("0", 2, 0, new long[] {2}, new long[] {1})
              .ops("su")
              .stop();
      try (Checkpoint file =
          Checkpoint.open(ZipBytes.write(folder, ZipBytes.checkpoint(pickle, 3, 4)))) {
        assertThat(values(file, "w")).containsExactly(3, 4);
      }
    }
  }

  @Test
  void refusesAStorageThatIsShorterThanThePickleSaysOrMissing() throws IOException {
    for (String key : new String[] {"0", "1"}) {
      byte[] pickle =
          PickleBytes.start()
              .ops("}")
              .text("w")
              .tensor(key, 100, 0, new long[] {100}, new long[] {1})
              .ops("s")
              .stop();
      Path path = ZipBytes.write(folder, ZipBytes.checkpoint(pickle, 1, 2));
      try (Checkpoint file = Checkpoint.open(path)) {
        assertThatThrownBy(() -> values(file, "w"))
            .isInstanceOf(WeightsException.class)
            .hasMessageContaining(key.equals("0") ? "Storage 0 has 8 bytes" : "no member a/data/1");
      }
    }
  }

  @Test
  void refusesSafetensorsOfOtherTypes() throws IOException {
    byte[] header = ascii("{\"w\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}");
    byte[] file = PickleBytes.bare().int32(header.length).int32(0).raw(header).toBytes();
    Path path = ZipBytes.write(folder, file);
    assertThatThrownBy(() -> Checkpoint.open(path))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("only F32");
  }
}
