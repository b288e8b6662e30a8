package io.deepgrow.app.overview;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private final Changes changes = new Changes(Duration.ofMillis(5));

  @Test
  void aSignalIsNewsForWhoListens() {
    AssertSubscriber<Long> listener = AssertSubscriber.create(10);
    changes.all().subscribe().withSubscriber(listener);

    changes.heard("any");

    listener.awaitItems(1);
    listener.cancel();
  }

  @Test
  void aServiceThatStopsEndsItsStreamsAndThoseThatAreOpenedYet() {
    AssertSubscriber<Long> before = AssertSubscriber.create(1000);
    changes.all().subscribe().withSubscriber(before);

    changes.endAll(new ShutdownDelayInitiatedEvent());

    before.awaitCompletion();
    AssertSubscriber<Long> after = AssertSubscriber.create(1000);
    changes.all().subscribe().withSubscriber(after);
    after.awaitCompletion();
  }
}
