package io.deepgrow.app.routing.workitem.channel;

import io.deepgrow.app.connection.ConnectionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one channel per worklist open: a channel that dies is opened anew, after a longer wait each
 * time that this fails, and one whose settings were changed at once. Not safe for several threads.
 *
 * @param <S> settings that a channel is opened with
 */
final class ChannelKeeper<S> {

  /** An open channel. */
  interface Channel {

    boolean isAlive();

    /** Has the other side show that it is there. */
    void beat();

    void close();
  }

  /** Opens channels. */
  @FunctionalInterface
  interface Opener<S> {
    Channel open(ConnectionId worklist, S settings);
  }

  private static final class Kept<S> {
    private final S settings;
    private @Nullable Channel channel;
    private int failures;
    private Instant next = Instant.EPOCH;

    private Kept(S settings) {
      this.settings = settings;
    }
  }

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration BEAT = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 10;

  private final Opener<S> opener;
  private final Consumer<ConnectionId> opened;
  private final Clock clock;
  private final Map<ConnectionId, Kept<S>> kept = new HashMap<>();

  /**
   * Keeps channels.
   *
   * @param opened is told of each channel that was opened, since what was before is lost
   */
  ChannelKeeper(Opener<S> opener, Consumer<ConnectionId> opened, Clock clock) {
    this.opener = opener;
    this.opened = opened;
    this.clock = clock;
  }

  /** Opens, closes and tries what is due now, for these worklists and no others. */
  void keep(Map<ConnectionId, S> requested) {
    for (ConnectionId worklist : Set.copyOf(kept.keySet())) {
      Kept<S> each = kept.get(worklist);
      if (each != null && !each.settings.equals(requested.get(worklist))) {
        close(each);
        kept.remove(worklist);
      }
    }
    requested.forEach(
        (worklist, settings) ->
            keep(worklist, kept.computeIfAbsent(worklist, any -> new Kept<>(settings))));
  }

  private void keep(ConnectionId worklist, Kept<S> each) {
    Instant now = clock.instant();
    Channel channel = each.channel;
    if (channel != null && !channel.isAlive()) {
      close(each);
      failed(each, now);
      return;
    }
    if (now.isBefore(each.next)) {
      return;
    }
    if (channel != null) {
      channel.beat();
      // it has lived for a while
      each.failures = 0;
      each.next = now.plus(BEAT);
      return;
    }
    try {
      each.channel = opener.open(worklist, each.settings);
      each.next = now.plus(BEAT);
      opened.accept(worklist);
    } catch (RuntimeException e) {
      failed(each, now);
    }
  }

  private static void failed(Kept<?> each, Instant now) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, each.failures));
    each.failures++;
    each.next = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static void close(Kept<?> each) {
    Channel channel = each.channel;
    if (channel != null) {
      channel.close();
      each.channel = null;
    }
  }

  /** How many channels are open. */
  int open() {
    return (int) kept.values().stream().filter(each -> each.channel != null).count();
  }
}
