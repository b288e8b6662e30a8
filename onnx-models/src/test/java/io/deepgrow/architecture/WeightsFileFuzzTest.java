package io.deepgrow.architecture;

import io.deepgrow.fuzz.FuzzTest;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hostile safetensors files. */
class WeightsFileFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a/b~c.weight", Tensor.of(Shape.of(2, 3), new float[6]));
    tensors.put("bias", Tensor.of(Shape.of(1), new float[] {Float.NaN}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      WeightsFile.write(Weights.of(tensors), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(out.toByteArray());
  }

  @Override
  public void parse(byte[] input) throws IOException {
    WeightsFile.read(new ByteArrayInputStream(input));
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof ModelException e && e.code() == ModelErrorCode.WEIGHTS_INVALID;
  }

  @Test
  void bytesThatLookLikeUtf32AreNoJson() {
    holds("\b\0\0\0\0\0\0\0{\0\0\0\u007f~c.".getBytes(StandardCharsets.ISO_8859_1));
  }
}
