package io.deepgrow.app.routing.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups, also where a part can't be told. */
class TruthTest {

  private static Truth join(Condition.Join join, Truth... parts) {
    return Truth.join(join, List.of(parts));
  }

  @Test
  void allHoldWhenEachDoes() {
    assertThat(join(Condition.Join.ALL)).isEqualTo(Truth.TRUE);
    assertThat(join(Condition.Join.ALL, Truth.TRUE, Truth.TRUE)).isEqualTo(Truth.TRUE);
    assertThat(join(Condition.Join.ALL, Truth.ERROR, Truth.FALSE)).isEqualTo(Truth.FALSE);
    assertThat(join(Condition.Join.ALL, Truth.ERROR, Truth.TRUE)).isEqualTo(Truth.ERROR);
  }

  @Test
  void anyHoldsWhenOneDoes() {
    assertThat(join(Condition.Join.ANY, Truth.FALSE)).isEqualTo(Truth.FALSE);
    assertThat(join(Condition.Join.ANY, Truth.ERROR, Truth.TRUE)).isEqualTo(Truth.TRUE);
    assertThat(join(Condition.Join.ANY, Truth.ERROR, Truth.FALSE)).isEqualTo(Truth.ERROR);
  }

  @Test
  void noneHoldsOnlyWhenEachIsKnownNotTo() {
    assertThat(join(Condition.Join.NONE, Truth.FALSE)).isEqualTo(Truth.TRUE);
    assertThat(join(Condition.Join.NONE, Truth.ERROR, Truth.TRUE)).isEqualTo(Truth.FALSE);
    assertThat(join(Condition.Join.NONE, Truth.FALSE, Truth.ERROR)).isEqualTo(Truth.ERROR);
  }
}
