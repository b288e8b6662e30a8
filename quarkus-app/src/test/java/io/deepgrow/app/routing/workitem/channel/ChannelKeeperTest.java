package io.deepgrow.app.routing.workitem.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.connection.ConnectionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelKeeperTest {

  private static final ConnectionId LIST = ConnectionId.DEFAULT;

  /** Time that a test moves. */
  private static final class Moved extends Clock {
    private Instant now = Instant.parse("2026-11-29T08:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static final class FakeChannel implements ChannelKeeper.Channel {
    private boolean alive = true;
    private int beats;
    private boolean closed;

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public void beat() {
      beats++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Moved clock = new Moved();
  private final List<FakeChannel> made = new ArrayList<>();
  private final List<ConnectionId> opened = new ArrayList<>();
  private boolean away;
  private int attempts;
  private final ChannelKeeper<String> keeper =
      new ChannelKeeper<>(
          (worklist, settings) -> {
            attempts++;
            if (away) {
              throw new IllegalStateException("away");
            }
            made.add(new FakeChannel());
            return made.get(made.size() - 1);
          },
          opened::add,
          clock);

  private void after(Duration time) {
    clock.now = clock.now.plus(time);
    keeper.keep(Map.of(LIST, "a"));
  }

  @Test
  void aWorklistHasOneChannelWhichShowsAgainAndAgainThatItIsThere() {
    after(Duration.ZERO);
    after(Duration.ofSeconds(1));
    assertThat(made).hasSize(1);
    assertThat(opened).containsExactly(LIST);
    after(Duration.ofSeconds(30));
    assertThat(made.get(0).beats).isEqualTo(1);
  }

  @Test
  void aChannelThatDiesIsOpenedAnewAndTheWorklistReadAgain() {
    after(Duration.ZERO);
    made.get(0).alive = false;
    after(Duration.ofSeconds(1));
    assertThat(made.get(0).closed).isTrue();
    assertThat(keeper.open()).isZero();
    after(Duration.ofSeconds(1));
    assertThat(opened).containsExactly(LIST, LIST);
  }

  @Test
  void waitsGrowWhileItCannotBeOpenedUpToFiveMinutes() {
    away = true;
    List<Integer> seconds = new ArrayList<>();
    int before = 0;
    for (int second = 0; second < 3000; second++) {
      keeper.keep(Map.of(LIST, "a"));
      if (attempts > before) {
        seconds.add(second);
        before = attempts;
      }
      clock.now = clock.now.plusSeconds(1);
    }
    assertThat(seconds).startsWith(0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1111);
  }

  @Test
  void aChannelThatDiesAtOnceIsNotOpenedWithoutPause() {
    int opens = 0;
    for (int second = 0; second < 600; second++) {
      keeper.keep(Map.of(LIST, "a"));
      opens = made.size();
      made.get(opens - 1).alive = false;
      clock.now = clock.now.plusSeconds(1);
    }
    assertThat(opens).isLessThan(15);
  }

  @Test
  void otherSettingsOpenAnotherChannelAndNoneCloseIt() {
    keeper.keep(Map.of(LIST, "a"));
    keeper.keep(Map.of(LIST, "b"));
    assertThat(made.get(0).closed).isTrue();
    assertThat(made).hasSize(2);
    keeper.keep(Map.of());
    assertThat(made.get(1).closed).isTrue();
    assertThat(keeper.open()).isZero();
  }
}
