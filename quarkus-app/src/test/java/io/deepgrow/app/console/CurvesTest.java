package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {

  @Test
  void linesShareTheirAxesAndAreToldApartByNumber() {
    Curves curves =
        Curves.of(
            List.of(
                new Curves.Series("a", List.of(new Curves.Point(0, 0), new Curves.Point(100, 1))),
                new Curves.Series("b", List.of(new Curves.Point(50, 0.5)))),
            1);

    assertThat(curves.lines()).extracting(Curves.Line::number).containsExactly(1, 2);
    assertThat(curves.lines().get(0).points()).isEqualTo("44.0,172.0 716.0,10.0");
    assertThat(curves.lines().get(1).points()).isEqualTo("380.0,91.0");
    assertThat(curves.first()).isEqualTo("0");
    assertThat(curves.last()).isEqualTo("100");
    assertThat(curves.levels()).hasSize(5);
  }

  @Test
  void theTopIsRoundedUpAndNothingToDrawIsSaid() {
    Curves curves =
        Curves.of(List.of(new Curves.Series("a", List.of(new Curves.Point(1, 0.672)))), 0);
    assertThat(curves.levels().get(4).value()).isEqualTo("0.680");
    assertThat(Curves.of(List.of(), 0).empty()).isTrue();
    assertThat(Curves.of(List.of(new Curves.Series("a", List.of())), 0).empty()).isTrue();
  }
}
