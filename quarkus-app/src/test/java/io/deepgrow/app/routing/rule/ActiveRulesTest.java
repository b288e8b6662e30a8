package io.deepgrow.app.routing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The active rules are remembered, but not for long. */
class ActiveRulesTest {

  private final List<ActiveRule> stored = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final ActiveRules rules =
      new ActiveRules(
          () -> {
            reads.incrementAndGet();
            return stored;
          },
          clock);

  private void activate(String name) {
    stored.add(Drafts.active(name, "{'all':[]}", "", "[{'action':'PREPARE'}]"));
  }

  @Test
  void theyAreReadOnceAndRemembered() {
    activate("one");
    assertThat(rules.get()).hasSize(1);
    activate("two");
    assertThat(rules.get()).hasSize(1);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aSignalOfAnyReplicaHasThemReadAnew() {
    rules.get();
    activate("one");
    rules.heard("");
    assertThat(rules.get()).hasSize(1);
    assertThat(rules.channel()).isEqualTo("routing_rule");
  }

  @Test
  void withoutASignalTheyAreReadAnewAfterTenSeconds() {
    rules.get();
    activate("one");
    now = now.plus(Duration.ofSeconds(9));
    assertThat(rules.get()).isEmpty();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(rules.get()).hasSize(1);
  }
}
