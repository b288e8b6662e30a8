package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PickleInputTest {

  private static PickleInput of(int... bytes) {
    return new PickleInput(PickleBytes.bare().bytes(bytes).toBytes());
  }

  @Test
  void readsLittleEndianNumbers() {
    PickleInput in = of(0xff, 0x01, 0x80, 0xfe, 0xff, 0xff, 0xff);
    assertThat(in.unsignedByte()).isEqualTo(255);
    assertThat(in.unsignedShort()).isEqualTo(0x8001);
    assertThat(in.signedInt()).isEqualTo(-2);
    assertThat(in.position()).isEqualTo(7);
  }

  @Property
  void readsDoublesAsTheyWere(@ForAll double value) {
    byte[] bytes = ByteBuffer.allocate(8).putDouble(value).array();
    assertThat(new PickleInput(bytes).bigEndianDouble()).isEqualTo(value);
  }

  @Property
  void readsNumbersOfAnyLength(@ForAll @Size(min = 1, max = 8) byte[] bigEndian) {
    byte[] little = new byte[bigEndian.length];
    for (int n = 0; n < little.length; n++) {
      little[n] = bigEndian[little.length - 1 - n];
    }
    assertThat(new PickleInput(little).signedNumber(little.length))
        .isEqualTo(new BigInteger(bigEndian).longValue());
  }

  @Property
  void readsTextAndLeavesWhatFollows(@ForAll String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    String clean = new String(utf8, StandardCharsets.UTF_8);
    PickleInput in = new PickleInput(PickleBytes.bare().raw(utf8).bytes(7).toBytes());
    assertThat(in.text(utf8.length)).isEqualTo(clean);
    assertThat(in.unsignedByte()).isEqualTo(7);
  }

  @Test
  void readsLinesOneAfterAnother() {
    PickleInput in = of('a', 'b', '\n', '\n', 'c', '\n');
    assertThat(in.line()).isEqualTo("ab");
    assertThat(in.line()).isEmpty();
    assertThat(in.line()).isEqualTo("c");
    assertThatThrownBy(in::line).isInstanceOf(WeightsException.class);
  }

  @Test
  void saysWhereItEnds() {
    PickleInput in = of(1, 2, 3);
    in.unsignedByte();
    assertThatThrownBy(in::signedInt)
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "The checkpoint's pickle is refused at byte 1: it ends where 4 more bytes are needed");
  }
}
