package io.deepgrow.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private final List<SessionEvent> written = new ArrayList<>();
  private final List<Long> readAfter = new ArrayList<>();
  private final AtomicReference<EventStream> stream = new AtomicReference<>();

  /** Two at a time, as a database would give 256. */
  private List<SessionEvent> read(long number) {
    readAfter.add(number);
    return written.stream().filter(e -> e.number() > number).limit(2).toList();
  }

  private AssertSubscriber<SessionEvent> listen(long requested, long last) {
    return listen(requested, last, this::read);
  }

  private AssertSubscriber<SessionEvent> listen(
      long requested, long last, LongFunction<List<SessionEvent>> after) {
    return Multi.createFrom()
        .<SessionEvent>emitter(
            emitter -> stream.set(new EventStream(emitter, last, after)),
            BackPressureStrategy.ERROR)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(requested));
  }

  private void write(long... numbers) {
    for (long number : numbers) {
      written.add(new SessionEvent(number, "revision", "n" + number));
    }
  }

  private static List<String> heard(AssertSubscriber<SessionEvent> listener) {
    return listener.getItems().stream().map(e -> e.number() + " " + e.type()).toList();
  }

  @Test
  void allThatThereIsIsGivenOnHoweverManyReadsThatTakes() {
    write(1, 2, 3, 4, 5);
    var listener = listen(100, 0);

    stream.get().pump();

    assertThat(heard(listener))
        .containsExactly("1 revision", "2 revision", "3 revision", "4 revision", "5 revision");
    assertThat(readAfter).containsExactly(0L, 2L, 4L, 5L);
    assertThat(stream.get().last()).isEqualTo(5);
  }

  @Test
  void whoCanTakeTwoGetsTwoAndTheRestWhenTheyAsk() {
    write(1, 2, 3);
    var listener = listen(2, 0);

    stream.get().pump();
    stream.get().pump();
    assertThat(heard(listener)).containsExactly("1 revision", "2 revision");

    listener.request(5);
    stream.get().pump();
    assertThat(heard(listener)).endsWith("3 revision");
    assertThat(listener.getItems()).hasSize(3);
  }

  @Test
  void whoCanTakeNothingCostsNoReading() {
    write(1);
    listen(0, 0);

    stream.get().pump();

    assertThat(readAfter).isEmpty();
  }

  @Test
  void whoHasLeftCostsNoReading() {
    write(1);
    listen(10, 0).cancel();

    stream.get().pump();

    assertThat(readAfter).isEmpty();
  }

  @Test
  void whatIsNoLongerThereIsOneGapWithTheNumberBeforeTheNext() {
    write(4, 5);
    var listener = listen(100, 1);

    stream.get().pump();

    assertThat(heard(listener)).containsExactly("3 gap", "4 revision", "5 revision");
  }

  @Test
  void aGapIsGivenToWhoTakesOneAtATimeAndNothingAfterItIsLost() {
    write(4, 5);
    var listener = listen(1, 1);

    stream.get().pump();
    assertThat(heard(listener)).containsExactly("3 gap");
    listener.request(1);
    stream.get().pump();
    listener.request(1);
    stream.get().pump();

    assertThat(heard(listener)).containsExactly("3 gap", "4 revision", "5 revision");
  }

  @Test
  void afterAReadThatFailsTheNextGoesOnWhereItWas() {
    write(1, 2, 3);
    boolean[] away = {true};
    var listener =
        listen(
            100,
            0,
            number -> {
              if (number == 2 && away[0]) {
                throw new IllegalStateException("the database is away");
              }
              return read(number);
            });

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> stream.get().pump()))
        .hasMessage("the database is away");
    away[0] = false;
    stream.get().pump();

    assertThat(heard(listener)).containsExactly("1 revision", "2 revision", "3 revision");
  }

  @Test
  void theLastWordEndsTheStreamAndIsNotWaitedFor() {
    var listener = listen(1, 7);
    stream.get().end("session", "ERASED");
    assertThat(listener.getItems()).containsExactly(new SessionEvent(8, "session", "ERASED"));
    listener.assertCompleted();

    var slow = listen(0, 7);
    stream.get().end("session", "ERASED");
    slow.assertHasNotReceivedAnyItem();
    assertThat(slow.hasCompleted()).isTrue();
  }
}
