package io.deepgrow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void areRanksOfTheSortedValues() {
    List<Double> shuffled = IntStream.range(0, 100).mapToObj(n -> n * 37 % 100 + 1.0).toList();
    assertThat(Percentiles.of(shuffled)).isEqualTo(new Percentiles(50, 95));
  }

  @Test
  void ofOneValueAreThatValue() {
    assertThat(Percentiles.of(List.of(7.0))).isEqualTo(new Percentiles(7, 7));
    assertThat(Percentiles.median(3, 9, 4)).isEqualTo(4);
  }

  @Test
  void ofNothingAreRefused() {
    assertThatThrownBy(() -> Percentiles.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
