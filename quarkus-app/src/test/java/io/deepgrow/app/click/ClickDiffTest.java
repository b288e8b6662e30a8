package io.deepgrow.app.click;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** From live clicks to those of a list. */
class ClickDiffTest {

  private static Click click(int n) {
    return n % 2 == 0 ? Click.positive(n, 0, 0) : Click.negative(n, 0, 0);
  }

  private static List<RecordedClick> recorded(List<Integer> numbers) {
    List<RecordedClick> clicks = new ArrayList<>();
    for (int n : numbers) {
      clicks.add(new RecordedClick(100 + clicks.size(), click(n), Instant.EPOCH));
    }
    return clicks;
  }

  private static ClickDiff diff(List<Integer> live, List<Integer> wanted) {
    return ClickDiff.of(recorded(live), wanted.stream().map(ClickDiffTest::click).toList());
  }

  @Test
  void onlyNewClicksAreAddedInTheOrderOfTheList() {
    ClickDiff diff = diff(List.of(1, 2), List.of(4, 2, 3, 1));
    assertThat(diff.removed()).isEmpty();
    assertThat(diff.added()).containsExactly(click(4), click(3));
  }

  @Test
  void clicksThatTheListNoLongerHasAreRemoved() {
    ClickDiff diff = diff(List.of(1, 2, 3), List.of(3));
    assertThat(diff.removed()).containsExactly(100L, 101L);
    assertThat(diff.added()).isEmpty();
  }

  @Test
  void theSameVoxelWithTheOtherKindIsAnotherClick() {
    RecordedClick row = recorded(List.of(2)).get(0);
    ClickDiff diff = ClickDiff.of(List.of(row), List.of(Click.negative(2, 0, 0)));
    assertThat(diff.removed()).containsExactly(100L);
    assertThat(diff.added()).containsExactly(Click.negative(2, 0, 0));
  }

  @Property(tries = 300)
  void whatIsLeftAndAddedIsTheList(
      @ForAll @Size(max = 8) List<@IntRange(max = 5) Integer> live,
      @ForAll @Size(max = 8) List<@IntRange(max = 5) Integer> wanted) {
    ClickDiff diff = diff(live, wanted);
    List<Click> result = new ArrayList<>(diff.added());
    recorded(live).stream()
        .filter(r -> !diff.removed().contains(r.id()))
        .forEach(r -> result.add(r.click()));
    assertThat(result)
        .containsExactlyInAnyOrderElementsOf(wanted.stream().map(ClickDiffTest::click).toList());
  }
}
