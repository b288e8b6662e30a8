package io.deepgrow.app.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Counts wrong tokens by address and minute, says so in log and metrics, and knows who guesses. A
 * right token is let in at any time: somebody behind the same proxy may be guessing.
 */
@ApplicationScoped
class WrongTokens {

  private static final int ADDRESSES = 10_000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final Logger LOG = Logger.getLogger(WrongTokens.class);

  private final Clock clock;
  private final int most;
  private final Counter counter;
  private Map<String, Integer> before = new HashMap<>();
  private Map<String, Integer> counts = new HashMap<>();
  private long minute;

  WrongTokens(
      Clock clock,
      MeterRegistry meters,
      @ConfigProperty(name = "deepgrow.security.wrong-tokens-a-minute") int most) {
    this.clock = clock;
    this.most = most;
    this.counter =
        Counter.builder("deepgrow.tokens.refused")
            .description("Wrong tokens that callers sent")
            .register(meters);
  }

  /** One more; whether it was one too many. */
  synchronized boolean add(String address) {
    counter.increment();
    long now = clock.millis() / MINUTE_MILLIS;
    if (now != minute || counts.size() >= ADDRESSES) {
      before = now <= minute + 1 ? counts : new HashMap<>();
      counts = new HashMap<>();
      minute = now;
    }
    // what was sent shortly before a minute began counts in it
    int count = counts.merge(address, 1, Integer::sum) + before.getOrDefault(address, 0);
    if (count == 1) {
      LOG.warnf("a wrong token came from %s", address);
    } else if (count == most + 1) {
      LOG.warnf("more than %d wrong tokens in a minute came from %s", most, address);
    }
    return count > most;
  }
}
