package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.review.ClickTimeLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickChartTest {

  private static final Instant FIRST = Instant.parse("2026-11-29T08:00:00Z");

  private static ClickTimeLine.Made click(long millis, boolean positive, boolean taken) {
    return new ClickTimeLine.Made(1, positive, 1, 2, 3, FIRST.plusMillis(millis), taken);
  }

  @Test
  void dotsLieWhereTheirTimeIsInTheLaneOfTheirKind() {
    ClickChart chart =
        ClickChart.of(
            List.of(click(0, true, false), click(5000, false, false), click(10_000, true, true)));

    assertThat(chart.dots())
        .extracting(ClickChart.Dot::x)
        .containsExactly("110.0", "409.0", "708.0");
    assertThat(chart.dots())
        .extracting(ClickChart.Dot::kind)
        .containsExactly("adds", "takes", "adds undone");
    assertThat(chart.dots().get(0).y()).isLessThan(chart.dots().get(1).y());
    assertThat(chart.dots().get(1).words()).isEqualTo("5.0 s: segment 1");
    assertThat(chart.length()).isEqualTo("10 s");
  }

  @Test
  void oneClickAloneAndNoneAtAllAreDrawnToo() {
    assertThat(ClickChart.of(List.of(click(0, true, false))).dots()).hasSize(1);
    assertThat(ClickChart.of(List.of()).dots()).isEmpty();
  }
}
