package io.deepgrow.app.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deepgrow.app.ApiException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionEventsTest {

  /** Events as a database has them, whichever replica wrote them. */
  private static final class Written implements EventSource {
    private final Map<UUID, List<SessionEvent>> all = new ConcurrentHashMap<>();

    void append(UUID session, String detail) {
      List<SessionEvent> events = all.computeIfAbsent(session, s -> new CopyOnWriteArrayList<>());
      events.add(new SessionEvent(events.size() + 1L, "revision", detail));
    }

    @Override
    public List<SessionEvent> after(UUID session, long number) {
      return all.getOrDefault(session, List.of()).stream()
          .filter(e -> e.number() > number && !e.detail().equals("dropped"))
          .limit(3)
          .toList();
    }

    @Override
    public Map<UUID, Long> last(Collection<UUID> sessions) {
      return sessions.stream()
          .collect(Collectors.toMap(s -> s, s -> (long) all.getOrDefault(s, List.of()).size()));
    }
  }

  private final Written written = new Written();
  private final SessionEvents events = new SessionEvents(written);
  private final UUID session = new UUID(1, 2);

  @AfterEach
  void stop() {
    events.stop();
  }

  private Cancellable listen(UUID id, List<String> heard, OptionalLong last) {
    return events.of(id, last).subscribe().with(e -> heard.add(e.type() + " " + e.detail()));
  }

  private List<String> listen(UUID id) {
    List<String> heard = new CopyOnWriteArrayList<>();
    listen(id, heard, OptionalLong.empty());
    return heard;
  }

  private void happens(String detail) {
    written.append(session, detail);
    events.signal(session);
  }

  @Test
  void everyListenerOfASessionHearsWhatHappensInItFromThenOnAndNothingElse() {
    happens("1:1");
    List<String> one = listen(session);
    List<String> two = listen(session);
    List<String> other = listen(new UUID(3, 4));

    happens("1:2");
    happens("1:3");

    await().until(() -> one.size() == 2 && two.size() == 2);
    assertThat(one).containsExactly("revision 1:2", "revision 1:3").isEqualTo(two);
    assertThat(other).isEmpty();
  }

  @Test
  void whoComesAgainHearsAllThatCameMeanwhileInOrder() {
    for (int n = 1; n <= 9; n++) {
      happens("1:" + n);
    }
    List<String> heard = new CopyOnWriteArrayList<>();

    listen(session, heard, OptionalLong.of(4));

    await().until(() -> heard.size() == 5);
    assertThat(heard)
        .containsExactly(
            "revision 1:5", "revision 1:6", "revision 1:7", "revision 1:8", "revision 1:9");
  }

  @Test
  void whatIsNoLongerKeptIsToldAsAGap() {
    happens("dropped");
    happens("dropped");
    happens("1:3");
    List<String> heard = new CopyOnWriteArrayList<>();

    listen(session, heard, OptionalLong.of(0));

    await().until(() -> heard.size() == 2);
    assertThat(heard).containsExactly("gap ", "revision 1:3");
  }

  @Test
  void whoHadAnEventThatNeverWasIsToldToLookAnewAndHearsWhatComes() {
    happens("1:1");
    List<String> heard = new CopyOnWriteArrayList<>();

    listen(session, heard, OptionalLong.of(99));
    await().until(() -> heard.contains("gap ") && events.listenedTo() == 1);
    happens("1:2");

    await().until(() -> heard.size() == 2);
    assertThat(heard).containsExactly("gap ", "revision 1:2");
  }

  @Test
  void whatNoSignalToldOfIsFoundByALook() {
    List<String> heard = listen(session);
    written.append(session, "1:1");

    events.look();

    await().until(() -> heard.size() == 1);
  }

  @Test
  void whoTakesLittleAtATimeLosesNothing() {
    AssertSubscriber<SessionEvent> slow =
        events
            .of(session, OptionalLong.of(0))
            .subscribe()
            .withSubscriber(AssertSubscriber.create(1));
    for (int n = 1; n <= 20; n++) {
      happens("1:" + n);
    }
    await().until(() -> slow.getItems().size() == 1);

    for (int n = 2; n <= 20; n++) {
      slow.request(1);
      int expected = n;
      await().until(() -> slow.getItems().size() == expected);
    }
    assertThat(slow.getItems()).extracting(SessionEvent::number).isSorted().doesNotHaveDuplicates();
    slow.cancel();
  }

  @Test
  void nothingIsLeftOfListenersThatHaveGone() {
    List<Cancellable> all = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      all.add(listen(new UUID(0, n % 50), new ArrayList<>(), OptionalLong.empty()));
    }
    assertThat(events.listenedTo()).isEqualTo(50);

    all.forEach(Cancellable::cancel);

    assertThat(events.listenedTo()).isZero();
  }

  @Test
  void aServiceThatStopsEndsItsStreamsAndThoseThatAreOpenedYet() {
    AssertSubscriber<SessionEvent> before = AssertSubscriber.create(10);
    events.of(session, OptionalLong.empty()).subscribe().withSubscriber(before);

    events.endAll(new ShutdownDelayInitiatedEvent());

    before.awaitCompletion();
    AssertSubscriber<SessionEvent> after = AssertSubscriber.create(10);
    events.of(session, OptionalLong.empty()).subscribe().withSubscriber(after);
    after.awaitCompletion();
    assertThat(events.listenedTo()).isZero();
  }

  @Test
  void streamsAreLimitedInNumberAndFreedAgain() {
    List<Cancellable> all = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      all.add(listen(session, new ArrayList<>(), OptionalLong.empty()));
    }

    assertThatThrownBy(() -> events.of(session, OptionalLong.empty()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Too many event streams");
    all.get(0).cancel();
    listen(session, new ArrayList<>(), OptionalLong.empty()).cancel();
    // one that begins with a gap is one stream, too
    listen(session, new ArrayList<>(), OptionalLong.of(99)).cancel();
    listen(session, new ArrayList<>(), OptionalLong.empty()).cancel();
    all.forEach(Cancellable::cancel);
  }
}
