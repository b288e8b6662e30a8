package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementTypeTest {

  private static float read(ElementType type, long bits) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, bits);
    return type.read(bytes, 0);
  }

  @Test
  void widensEveryHalf() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      double magnitude =
          exponent == 0
              ? Math.scalb((double) fraction, -24)
              : Math.scalb(1024.0 + fraction, exponent - 25);
      float actual = read(ElementType.HALF, bits);
      if (exponent == 31 && fraction != 0) {
        assertThat(actual).isNaN();
      } else {
        float size = exponent == 31 ? Float.POSITIVE_INFINITY : (float) magnitude;
        assertThat(actual).isEqualTo(bits >> 15 == 0 ? size : -size);
      }
    }
  }

  @Test
  void widensBfloat16ByItsUpperHalf() {
    assertThat(read(ElementType.BFLOAT16, 0x3f80)).isEqualTo(1f);
    assertThat(read(ElementType.BFLOAT16, 0xc049)).isEqualTo(-3.140625f);
    assertThat(read(ElementType.BFLOAT16, 0x7f80)).isInfinite();
  }

  @Test
  void roundsDoubles() {
    assertThat(read(ElementType.DOUBLE, Double.doubleToLongBits(0.1))).isEqualTo(0.1f);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByTheNameOfItsStorage(ElementType type) {
    String word = type == ElementType.BFLOAT16 ? "BFloat16" : capital(type.toString());
    assertThat(ElementType.ofStorage(word + "Storage")).contains(type);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
