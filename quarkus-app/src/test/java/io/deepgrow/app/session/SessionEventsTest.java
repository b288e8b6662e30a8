package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SessionEventsTest {

  private final SessionEvents events = new SessionEvents();
  private final UUID session = new UUID(1, 2);

  private Cancellable listen(UUID id, List<SessionEvents.Event> heard) {
    return events.of(id).subscribe().with(heard::add);
  }

  private Cancellable listen(UUID id) {
    return listen(id, new CopyOnWriteArrayList<>());
  }

  @Test
  void everyListenerOfASessionHearsWhatHappensInItAndNothingElse() {
    List<SessionEvents.Event> one = new CopyOnWriteArrayList<>();
    List<SessionEvents.Event> two = new CopyOnWriteArrayList<>();
    List<SessionEvents.Event> other = new CopyOnWriteArrayList<>();
    listen(session, one);
    listen(session, two);
    listen(new UUID(3, 4), other);
    SessionEvents.Event revision = new SessionEvents.Event("revision", "1:1");

    events.publish(session, revision);

    assertThat(one).contains(revision);
    assertThat(two).contains(revision);
    assertThat(other).doesNotContain(revision);
  }

  @Test
  void nothingIsLeftOfListenersThatHaveGone() {
    List<Cancellable> all = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      all.add(listen(new UUID(0, n % 50)));
    }
    assertThat(events.listenedTo()).isEqualTo(50);

    all.forEach(Cancellable::cancel);

    assertThat(events.listenedTo()).isZero();
  }

  @Test
  void streamsAreLimitedInNumberAndFreedAgain() {
    List<Cancellable> all = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      all.add(listen(session));
    }

    assertThatThrownBy(() -> events.of(session))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Too many event streams");
    all.get(0).cancel();
    listen(session).cancel();
    all.forEach(Cancellable::cancel);
  }
}
