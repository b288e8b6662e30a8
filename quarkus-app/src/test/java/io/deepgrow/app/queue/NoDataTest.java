package io.deepgrow.app.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NoDataTest {

  @Test
  void writesNothingOfJavaIntoALane() {
    assertThat(new NoData().serialize(null)).isNull();
    assertThatThrownBy(() -> new NoData().serialize("a value"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsNothingWhateverSomebodyWroteThere() {
    assertThat(new NoData().deserialize(String.class, new byte[] {1, 2})).isNull();
  }
}
