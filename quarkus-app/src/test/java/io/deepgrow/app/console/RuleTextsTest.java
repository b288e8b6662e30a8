package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.routing.condition.Condition;
import io.deepgrow.app.routing.condition.Explained;
import io.deepgrow.app.routing.condition.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How an explanation reads. */
class RuleTextsTest {

  private static Explained leaf(Truth outcome, @Nullable String seen, @Nullable String reason) {
    return new Explained(outcome, null, null, "study.ageDays", "<", "3", seen, reason);
  }

  @Test
  void aTreeIsReadLineByLineWithWhatCameOfEach() {
    Explained tree =
        new Explained(
            Truth.TRUE,
            Condition.Join.ANY,
            List.of(
                leaf(Truth.TRUE, "2", null),
                leaf(Truth.FALSE, null, null),
                leaf(Truth.ERROR, null, "its date is none"),
                leaf(Truth.ERROR, "x", "it is no number")),
            null,
            null,
            null,
            null,
            null);
    assertThat(RuleTexts.lines(tree))
        .extracting(line -> line.depth() + " " + line.mark() + ": " + line.words())
        .containsExactly(
            "1 ✓ holds: any of these",
            "2 ✓ holds: study.ageDays < 3 (seen: 2)",
            "2 ✗ does not hold: study.ageDays < 3 (there is none)",
            "2 ? can't be told: study.ageDays < 3 (its date is none)",
            "2 ? can't be told: study.ageDays < 3 (seen: x; it is no number)");
  }

  @Test
  void noConditionAtAllHoldsAlways() {
    Explained always =
        new Explained(Truth.TRUE, Condition.Join.ALL, List.of(), null, null, null, null, null);
    assertThat(RuleTexts.lines(always)).extracting(RuleTexts.Line::words).containsExactly("always");
    assertThat(RuleTexts.lines(null)).isEmpty();
  }
}
