package io.deepgrow.app.compat.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which segment a list of clicks goes on with. */
class ContinuationTest {

  private static final Click A = Click.positive(1, 1, 1);
  private static final Click B = Click.negative(2, 2, 2);
  private static final Click C = Click.positive(3, 3, 3);
  private static final Click D = Click.positive(4, 4, 4);

  private static OptionalInt own(Map<Integer, List<Click>> live, Click... wanted) {
    return Continuation.segment(new TreeMap<>(live), List.of(wanted), false);
  }

  private static OptionalInt anybody(Map<Integer, List<Click>> live, Click... wanted) {
    return Continuation.segment(new TreeMap<>(live), List.of(wanted), true);
  }

  @Test
  void aFirstClickBeginsSomethingNew() {
    assertThat(own(Map.of(), A)).isEmpty();
    assertThat(own(Map.of(1, List.of(A, B)), C)).isEmpty();
    assertThat(anybody(Map.of(1, List.of(A), 2, List.of()), C)).isEmpty();
  }

  @Test
  void aFurtherClickGoesOnWithTheSameSegment() {
    assertThat(own(Map.of(1, List.of(A), 2, List.of(C)), A, B)).hasValue(1);
    assertThat(anybody(Map.of(1, List.of(A), 2, List.of(C)), C, D)).hasValue(2);
  }

  @Test
  void aClickTakenBackGoesOnWithTheSameSegment() {
    assertThat(own(Map.of(1, List.of(A, B), 2, List.of(C)), A)).hasValue(1);
    assertThat(anybody(Map.of(1, List.of(A, B), 2, List.of(C)), B)).hasValue(1);
  }

  @Test
  void theSameListAgainIsTheSameSegmentInAnyOrder() {
    assertThat(anybody(Map.of(1, List.of(A, B, C)), C, A, B)).hasValue(1);
  }

  @Test
  void mostSharedClicksDecideAndTheNewestOfEqualOnes() {
    Map<Integer, List<Click>> live = Map.of(1, List.of(A), 2, List.of(A, B), 3, List.of(A, C));
    assertThat(own(live, A, B, D)).hasValue(2);
    assertThat(own(live, A)).hasValue(3);
  }

  @Test
  void aMovedClickStaysWithItsOwnersSegmentButNotWithAnybodys() {
    Map<Integer, List<Click>> live = Map.of(1, List.of(A, B));
    assertThat(own(live, A, C)).hasValue(1);
    assertThat(anybody(live, A, C)).isEmpty();
  }

  @Test
  void noClicksTakeBackTheFirstClickOfTheOwnerOnly() {
    Map<Integer, List<Click>> live = Map.of(1, List.of(A, B), 2, List.of(C));
    assertThat(own(live)).hasValue(2);
    assertThat(own(Map.of(1, List.of(A, B)))).isEmpty();
    assertThat(anybody(live)).isEmpty();
  }
}
