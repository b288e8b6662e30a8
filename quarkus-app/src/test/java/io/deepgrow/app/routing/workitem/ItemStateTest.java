package io.deepgrow.app.routing.workitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemStateTest {

  private static final Map<ItemState, Map<ItemStep, ItemState>> ARROWS =
      Map.of(
          ItemState.CLAIMING,
          Map.of(
              ItemStep.CLAIM, ItemState.WORKING,
              ItemStep.GIVE_UP, ItemState.CANCELLING,
              ItemStep.LOSE, ItemState.LOST),
          ItemState.WORKING,
          Map.of(
              ItemStep.FINISH, ItemState.COMPLETING,
              ItemStep.GIVE_UP, ItemState.CANCELLING,
              ItemStep.LOSE, ItemState.LOST),
          ItemState.COMPLETING,
          Map.of(
              ItemStep.CONFIRM, ItemState.COMPLETED,
              ItemStep.GIVE_UP, ItemState.CANCELLING,
              ItemStep.LOSE, ItemState.LOST),
          ItemState.CANCELLING,
          Map.of(ItemStep.CONFIRM, ItemState.CANCELLED, ItemStep.LOSE, ItemState.LOST));

  @ParameterizedTest
  @CsvSource({
    "CLAIMING, CLAIM, WORKING",
    "CLAIMING, GIVE_UP, CANCELLING",
    "CLAIMING, LOSE, LOST",
    "WORKING, FINISH, COMPLETING",
    "WORKING, GIVE_UP, CANCELLING",
    "WORKING, LOSE, LOST",
    "COMPLETING, CONFIRM, COMPLETED",
    "COMPLETING, GIVE_UP, CANCELLING",
    "COMPLETING, LOSE, LOST",
    "CANCELLING, CONFIRM, CANCELLED",
    "CANCELLING, LOSE, LOST",
  })
  void aStepThatMayFollowLeadsOn(ItemState from, ItemStep step, ItemState to) {
    assertThat(from.after(step)).isEqualTo(to);
  }

  @Test
  void everyOtherStepIsRefused() {
    for (ItemState from : ItemState.values()) {
      for (ItemStep step : ItemStep.values()) {
        if (!ARROWS.getOrDefault(from, Map.of()).containsKey(step)) {
          assertThatThrownBy(() -> from.after(step))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining(from.name());
        }
      }
    }
  }

  @Test
  void whatHasEndedStays() {
    assertThat(ItemState.values())
        .filteredOn(ItemState::isEnd)
        .containsExactly(ItemState.COMPLETED, ItemState.CANCELLED, ItemState.LOST);
  }
}
