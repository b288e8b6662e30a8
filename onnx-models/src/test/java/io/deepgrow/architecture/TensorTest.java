package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deepgrow.model.ModelException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void countsTheElementsOfAShape() {
    assertThat(Shape.kernel(4, 3, 2).elements()).isEqualTo(4 * 3 * 8);
    assertThat(Shape.of().elements()).isEqualTo(1);
    assertThat(Shape.of(2, 3)).hasToString("[2×3]");
    assertThat(Shape.of(2, 3).rank()).isEqualTo(2);
    assertThat(Shape.of(2, 3).edge(1)).isEqualTo(3);
  }

  @Test
  void refusesShapesThatHoldNothingOrTooMuch() {
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(3, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(1 << 20, 1 << 20, 1 << 30).elements());
  }

  @Test
  void wrapsItsValues() {
    float[] values = {1, 2, 3, 4};
    assertThat(Tensor.of(Shape.of(2, 2), values).values()).isSameAs(values);
    assertThat(Tensor.filled(Shape.of(2), 5).values()).containsExactly(5, 5);
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(Shape.of(3), values));
  }

  @Test
  void weightsFindTensorsByName() {
    Weights weights = Weights.of(Map.of("a", Tensor.filled(Shape.of(3), 1)));
    assertThat(weights.contains("a")).isTrue();
    assertThat(weights.contains("b")).isFalse();
    assertThat(weights.parameterCount()).isEqualTo(3);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> weights.get("b"))
        .withMessage("Weight b is missing");
  }
}
