package io.deepgrow.app.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Unawaited;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sessions' events as server-sent events, with a ping so that both ends notice a loss. */
@ApplicationScoped
public class EventStreams {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final SessionEvents events;

  EventStreams(SessionEvents events) {
    this.events = events;
  }

  /**
   * A stream.
   *
   * @param last the header Last-Event-ID
   * @throws ApiException {@code request.malformed} when that is no number of ours
   */
  public Multi<OutboundSseEvent> of(UUID session, @Nullable String last, Sse sse) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Multi<OutboundSseEvent> all =
        events
            .of(session, number(last))
            .onCompletion()
            .invoke(() -> ended.complete(null))
            .map(event -> sent(event, sse));
    return Multi.createBy().merging().streams(all, pings(sse, ended));
  }

  /** Pings until the stream has ended, and not until the next one would be due. */
  private static Multi<OutboundSseEvent> pings(Sse sse, CompletableFuture<Void> ended) {
    return Multi.createFrom()
        .emitter(
            pings -> {
              Cancellable ticks =
                  Multi.createFrom()
                      .ticks()
                      .every(HEARTBEAT)
                      .onOverflow()
                      .drop()
                      .subscribe()
                      .with(tick -> pings.emit(json(sse, "ping", "").build()));
              pings.onTermination(ticks::cancel);
              Unawaited.logged(ended.thenRun(pings::complete), "ending the pings of a stream");
            },
            BackPressureStrategy.DROP);
  }

  private static OptionalLong number(@Nullable String last) {
    if (last == null || last.isBlank()) {
      return OptionalLong.empty();
    }
    if (!last.matches("\\d{1,18}")) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "Last-Event-ID is the id of an event of this session");
    }
    return OptionalLong.of(Long.parseLong(last));
  }

  private static OutboundSseEvent sent(SessionEvent event, Sse sse) {
    return json(sse, event.type(), event.detail()).id(Long.toString(event.number())).build();
  }

  private static OutboundSseEvent.Builder json(Sse sse, String type, String detail) {
    // as text: of JSON every event would say in a line of its own that it is JSON
    return sse.newEventBuilder()
        .data(JSON.objectNode().put("type", type).put("detail", detail).toString());
  }
}
