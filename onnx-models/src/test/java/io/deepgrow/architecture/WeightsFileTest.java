package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WeightsFileTest {

  private static final String ONE =
      "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @Property
  void readsWhatItWrote(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 4) Integer> edges,
      @ForAll int seed)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Random random = new Random(seed);
    for (String name : List.of("z.weight", "a/b~c", "naïve \"quoted\"")) {
      tensors.put(name, Initialisation.normal(new Shape(edges), 1, random));
    }
    Weights read = read(write(Weights.of(tensors)));
    assertThat(read.asMap().keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertThat(read.get(name).shape()).isEqualTo(tensor.shape());
          assertThat(read.get(name).values()).isEqualTo(tensor.values());
        });
  }

  @Test
  void keepsAWholeNetwork() throws IOException {
    CompactUNet network = new CompactUNet(3, List.of(4, 8));
    Weights weights = network.initial(new Random(1));
    assertThat(network.toOnnx(read(write(weights)))).isEqualTo(network.toOnnx(weights));
  }

  @Test
  void readsTheFormatAsOthersWriteIt() throws IOException {
    byte[] file =
        file(
            "{\"__metadata__\":{\"by\":\"someone\"},"
                + "\"second\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"first\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}   ",
            1,
            2,
            3);
    Weights weights = read(file);
    assertThat(weights.asMap().keySet()).containsExactly("first", "second");
    assertThat(weights.get("first").values()).containsExactly(1, 2);
    assertThat(weights.get("second").values()).containsExactly(3);
  }

  @Test
  void refusesAFileThatEndsEarly() throws IOException {
    byte[] whole = file(ONE, 1, 2);
    for (int length = 0; length < whole.length; length++) {
      refuses(Arrays.copyOf(whole, length), "");
    }
  }

  @Test
  void refusesAHeaderLongerThanItsBound() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[16]).order(ByteOrder.LITTLE_ENDIAN);
    refuses(bytes.putLong(0, Long.MAX_VALUE).array(), "header length");
    refuses(bytes.putLong(0, -1).array(), "header length");
  }

  @Test
  void refusesWhatIsNoHeader() {
    refuses(file("[1,2]"), "no JSON object");
    refuses(file("{\"w\":"), "not JSON");
    refuses(file("{\"w\":5}", 1, 2), "w");
  }

  @Test
  void refusesOtherNumbersThanFloat32() {
    refuses(file(ONE.replace("F32", "F16"), 1, 2), "\"F16\"");
  }

  @Test
  void refusesAHeaderThatIsNoText() {
    // looks like UTF-32 at its start
    refuses(file("{\0\0\0\u007f~c."), "the header is not JSON");
  }

  @Test
  void refusesOffsetsThatLie() {
    refuses(file(ONE.replace("[0,8]", "[4,12]"), 1, 2, 3), "tensor w does not lie");
    refuses(file(ONE.replace("[0,8]", "[0,4]"), 1, 2), "tensor w does not lie");
    refuses(
        file(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            1),
        "same byte");
  }

  @Test
  void refusesShapesThatLie() {
    refuses(file(ONE.replace("[2]", "[-2]"), 1, 2), "empty edge");
    refuses(file(ONE.replace("[2]", "2"), 1, 2), "no shape");
    refuses(file(ONE.replace("[2]", "[65536,65536]"), 1, 2), "larger than one array");
    refuses(
        file(ONE.replace("[2]", "[500000000]").replace("[0,8]", "[0,2000000000]"), 1, 2),
        "ends inside tensor w");
  }

  private static void refuses(byte[] file, String part) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> read(file))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ModelErrorCode.WEIGHTS_INVALID))
        .withMessageContaining(part);
  }

  private static byte[] file(String header, float... values) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[8 + json.length + 4 * values.length];
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(json.length).put(json);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return file;
  }

  private static byte[] write(Weights weights) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WeightsFile.write(weights, out);
    return out.toByteArray();
  }

  private static Weights read(byte[] file) throws IOException {
    return WeightsFile.read(new ByteArrayInputStream(file));
  }
}
