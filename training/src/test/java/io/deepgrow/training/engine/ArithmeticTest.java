package io.deepgrow.training.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArithmeticTest {

  @Test
  void sixteenBitsMustBeClearlyQuicker() {
    assertThat(new Arithmetic.Measured(10, 4).fastest()).isEqualTo(Arithmetic.BFLOAT16);
    assertThat(new Arithmetic.Measured(10, 9.5).fastest()).isEqualTo(Arithmetic.FLOAT32);
    assertThat(new Arithmetic.Measured(10, 200).fastest()).isEqualTo(Arithmetic.FLOAT32);
  }

  @Test
  void bothAreMeasured() {
    Arithmetic.Measured measured = Arithmetic.measure(Device.cpu());
    assertThat(measured.float32Ms()).isPositive();
    assertThat(measured.bfloat16Ms()).isPositive();
  }
}
