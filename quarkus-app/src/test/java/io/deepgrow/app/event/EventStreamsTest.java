package io.deepgrow.app.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamsTest {

  private static final UUID SESSION = new UUID(1, 2);

  /** Three events of one session. */
  private static final EventSource SOURCE =
      new EventSource() {
        @Override
        public List<SessionEvent> after(UUID session, long number) {
          return java.util.stream.LongStream.rangeClosed(number + 1, 3)
              .mapToObj(n -> new SessionEvent(n, "revision", "1:\"" + n))
              .toList();
        }

        @Override
        public Map<UUID, Long> last(Collection<UUID> sessions) {
          Map<UUID, Long> last = new HashMap<>();
          sessions.forEach(session -> last.put(session, 3L));
          return last;
        }
      };

  private final SessionEvents events = new SessionEvents(SOURCE);
  private final EventStreams streams = new EventStreams(events);

  @AfterEach
  void stop() {
    events.stop();
  }

  /** Events as text: the id, a space, the data. */
  private static Sse sse() {
    return fake(
        Sse.class,
        (name, arguments) -> {
          Map<String, Object> event = new HashMap<>();
          return name.equals("newEventBuilder") ? builder(event) : null;
        });
  }

  private static OutboundSseEvent.Builder builder(Map<String, Object> event) {
    return fake(
        OutboundSseEvent.Builder.class,
        (name, arguments) -> {
          if (name.equals("build")) {
            return fake(
                OutboundSseEvent.class,
                (field, none) -> field.equals("toString") ? text(event) : event.get(field));
          }
          event.put(name, arguments[0]);
          return builder(event);
        });
  }

  private static String text(Map<String, Object> event) {
    return event.get("id") + " " + event.get("data");
  }

  /** Answers calls of an interface by their names. */
  private interface Calls {
    @Nullable Object answer(String name, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> calls.answer(method.getName(), arguments)));
  }

  private static void hear(OutboundSseEvent event, List<String> heard) {
    if (!event.toString().contains("\"ping\"")) {
      heard.add(event.toString());
    }
  }

  private List<String> heard(@Nullable String last, int count) {
    List<String> heard = new CopyOnWriteArrayList<>();
    var listener = streams.of(SESSION, last, sse()).subscribe().with(event -> hear(event, heard));
    Awaitility.await().until(() -> heard.size() >= count);
    listener.cancel();
    return heard;
  }

  @Test
  void whoComesAgainHearsWhatCameSinceWithItsNumberAndAsJson() {
    assertThat(heard("1", 2))
        .containsExactly(
            "2 {\"type\":\"revision\",\"detail\":\"1:\\\"2\"}",
            "3 {\"type\":\"revision\",\"detail\":\"1:\\\"3\"}");
  }

  @Test
  void whoHadWhatThereNeverWasIsToldToLookAnew() {
    assertThat(heard("999999999999999999", 1).get(0)).contains("\"type\":\"gap\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "1 2", "1234567890123456789", "٣"})
  void anIdThatIsNoneOfOursIsRefused(String last) {
    assertThatThrownBy(() -> streams.of(SESSION, last, sse()))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessageContaining("Last-Event-ID");
    assertThat(events.listenedTo()).isZero();
  }

  @Test
  void pingsEndWithTheirStreamAndNotWhenTheNextOneWouldBeDue() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    streams
        .of(SESSION, "3", sse())
        .subscribe()
        .with(event -> {}, over::completeExceptionally, () -> over.complete(null));
    Awaitility.await().until(() -> events.listenedTo() == 1);

    events.endAll(new ShutdownDelayInitiatedEvent());

    assertThat(over).succeedsWithin(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anEmptyIdIsNone(String last) {
    var listener = streams.of(SESSION, last, sse()).subscribe().with(event -> {});
    Awaitility.await().until(() -> events.listenedTo() == 1);
    listener.cancel();
    Awaitility.await().until(() -> events.listenedTo() == 0);
  }

  @Test
  void whoListensToASessionThatIsNoMoreIsToldSoAndForgotten() {
    List<String> heard = new CopyOnWriteArrayList<>();
    streams.of(SESSION, null, sse()).subscribe().with(event -> hear(event, heard));
    Awaitility.await().until(() -> events.listenedTo() == 1);

    events.end(SESSION, "session", "ERASED");

    Awaitility.await().until(() -> heard.size() == 1);
    assertThat(heard.get(0)).isEqualTo("4 {\"type\":\"session\",\"detail\":\"ERASED\"}");
    assertThat(events.listenedTo()).isZero();
  }
}
