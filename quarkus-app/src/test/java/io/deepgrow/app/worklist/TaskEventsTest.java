package io.deepgrow.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskEventsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TaskEvents events = new TaskEvents(Duration.ofMillis(5));

  @Test
  void whoListensHearsThatTheListHasChangedOnce() {
    var stream = events.all();
    events.heard("");
    events.heard("");

    List<TaskEvents.Tick> heard =
        stream.select().first(2).collect().asList().await().atMost(PATIENCE);

    assertThat(heard).containsExactly(TaskEvents.Tick.CHANGED, TaskEvents.Tick.PING);
  }

  @Test
  void aServiceThatStopsEndsItsStreamsAndThoseThatAreOpenedYet() {
    AssertSubscriber<TaskEvents.Tick> before = AssertSubscriber.create(1000);
    events.all().subscribe().withSubscriber(before);

    events.endAll(new ShutdownDelayInitiatedEvent());

    before.awaitCompletion();
    AssertSubscriber<TaskEvents.Tick> after = AssertSubscriber.create(1000);
    events.all().subscribe().withSubscriber(after);
    after.awaitCompletion();
  }

  @Test
  void tooManyStreamsAreRefusedUntilOneEnds() {
    List<Cancellable> open = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      open.add(events.all().subscribe().with(tick -> {}));
    }
    assertThatThrownBy(events::all)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));

    open.remove(0).cancel();

    open.add(events.all().subscribe().with(tick -> {}));
    open.forEach(Cancellable::cancel);
  }
}
