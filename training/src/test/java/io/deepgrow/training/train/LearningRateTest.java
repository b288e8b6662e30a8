package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.training.train.LearningRate.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void risesInALineAndFallsAlongACosineToTwoPercent() {
    LearningRate rate = LearningRate.cosine(1e-3, 10);
    assertThat(rate.at(0, 110)).isCloseTo(1e-4, within(1e-12));
    assertThat(rate.at(9, 110)).isCloseTo(1e-3, within(1e-12));
    assertThat(rate.at(60, 110)).isCloseTo(0.51e-3, within(1e-9));
    assertThat(rate.at(110, 110)).isCloseTo(0.02e-3, within(1e-12));
    assertThat(rate.at(500, 110)).isCloseTo(0.02e-3, within(1e-12));
  }

  @Test
  void dropsByAFactorEverySoManySteps() {
    LearningRate rate = new LearningRate(Schedule.STEP, 1, 0, 5, 0.1);
    assertThat(rate.at(4, 100)).isEqualTo(1);
    assertThat(rate.at(5, 100)).isCloseTo(0.1, within(1e-12));
    assertThat(rate.at(14, 100)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void neverDropsWithoutAnInterval() {
    assertThat(new LearningRate(Schedule.STEP, 1, 0, 0, 0.1).at(1_000_000, 10)).isEqualTo(1);
  }

  @Test
  void mustBePossible() {
    assertThatThrownBy(() -> LearningRate.cosine(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LearningRate(Schedule.STEP, 1, 0, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
