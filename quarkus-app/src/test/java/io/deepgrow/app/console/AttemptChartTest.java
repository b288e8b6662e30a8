package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.routing.job.AttemptOutcome;
import io.deepgrow.app.routing.job.AttemptView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptChartTest {

  private static final Instant NOW = Instant.ofEpochSecond(1000);

  private static AttemptView attempt(
      int number, long from, @Nullable Long to, @Nullable AttemptOutcome outcome) {
    return new AttemptView(
        number,
        "pod/1",
        Instant.ofEpochSecond(from),
        to == null ? null : Instant.ofEpochSecond(to),
        outcome,
        null,
        null);
  }

  @Test
  void eachAttemptIsABarFromItsBeginToItsEndBelowTheOneBefore() {
    AttemptChart chart =
        AttemptChart.of(
            List.of(
                attempt(1, 0, 100L, AttemptOutcome.RETRYING),
                attempt(3, 500, 1000L, AttemptOutcome.DONE)),
            NOW);

    assertThat(chart.length()).isEqualTo("16 min");
    assertThat(chart.height()).isEqualTo(38);
    assertThat(chart.bars())
        .containsExactly(
            new AttemptChart.Bar(
                "40.0", 0, "67.7", "warn", 1, "Failed, tried again later after 1 min"),
            new AttemptChart.Bar("378.5", 18, "338.5", "good", 3, "Done after 8 min"));
  }

  @Test
  void whatGoesOnReachesToNowAndTheShortestCanBeSeen() {
    AttemptChart chart =
        AttemptChart.of(
            List.of(attempt(1, 0, 0L, AttemptOutcome.DIED), attempt(2, 900, null, null)), NOW);

    assertThat(chart.bars().get(0).width()).isEqualTo("3.0");
    assertThat(chart.bars().get(1).words()).isEqualTo("Going on after 1 min");
    assertThat(AttemptChart.took(attempt(1, 0, 3L, AttemptOutcome.DONE), NOW)).isEqualTo("3.0 s");
  }

  @Test
  void withoutAttemptsThereIsNoBarAndOfManyTheNewestAreShown() {
    assertThat(AttemptChart.of(List.of(), NOW).bars()).isEmpty();
    List<AttemptView> many = new ArrayList<>();
    for (int n = 1; n <= 100; n++) {
      many.add(attempt(n, n, (long) n, AttemptOutcome.RETRYING));
    }
    assertThat(AttemptChart.of(many, NOW).bars()).hasSize(30);
    assertThat(AttemptChart.of(many, NOW).bars().get(0).number()).isEqualTo(71);
  }
}
