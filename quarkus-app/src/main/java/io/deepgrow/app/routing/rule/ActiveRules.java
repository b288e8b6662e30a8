package io.deepgrow.app.routing.rule;

import io.deepgrow.app.signal.SignalListener;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The active versions of the rules that are enabled, compiled and remembered: read anew when a
 * replica signals a change, and after ten seconds at the latest.
 */
@ApplicationScoped
public class ActiveRules implements SignalListener {

  /** The channel on which replicas signal that other rules are active. */
  static final String CHANNEL = "routing_rule";

  private static final Duration SEEN_AFTER = Duration.ofSeconds(10);

  private record Known(List<ActiveRule> rules, Instant readAt, int change) {}

  private final Supplier<List<ActiveRule>> read;
  private final Clock clock;
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

  @jakarta.inject.Inject
  ActiveRules(VersionRows rows, Clock clock) {
    this(() -> QuarkusTransaction.requiringNew().call(rows::active), clock);
  }

  ActiveRules(Supplier<List<ActiveRule>> read, Clock clock) {
    this.read = read;
    this.clock = clock;
  }

  /** The rules in their order. */
  public List<ActiveRule> get() {
    Known now = known.get();
    if (now != null
        && now.change() == changes.get()
        && clock.instant().isBefore(now.readAt().plus(SEEN_AFTER))) {
      return now.rules();
    }
    // counted before reading: what changes meanwhile is read once more
    int change = changes.get();
    Known fresh = new Known(List.copyOf(read.get()), clock.instant(), change);
    known.set(fresh);
    return fresh.rules();
  }

  /** Has them read anew. */
  void forget() {
    changes.incrementAndGet();
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    forget();
  }
}
