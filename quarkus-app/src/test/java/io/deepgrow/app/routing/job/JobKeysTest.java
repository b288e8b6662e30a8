package io.deepgrow.app.routing.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Notify;
import io.deepgrow.app.routing.action.Prepare;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.action.Send;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobKeysTest {

  private static final JobJson JSON = new JobJson(new ObjectMapper());

  private static JobOrder order(
      ConnectionId connection, String series, String digest, String by, int priority) {
    return new JobOrder(
        connection, "2.25.1", series, digest, new Prepare(), null, null, by, priority);
  }

  private static String key(JobOrder order, String model) {
    return JobKeys.key(order, JSON.text(order.action()), model);
  }

  @Test
  void theSameOfAnybodyAtAnyPriorityIsTheSame() {
    JobOrder one = order(ConnectionId.DEFAULT, "2.25.2", "aa", "rule A", 1);
    JobOrder other = order(ConnectionId.DEFAULT, "2.25.2", "aa", "grace", 9);
    assertThat(key(one, "")).isEqualTo(key(other, "")).hasSize(64);
  }

  @Test
  void anotherPacsSeriesContentActionOrModelIsAnotherJob() {
    ConnectionId elsewhere = new ConnectionId(new UUID(1, 1));
    Set<String> keys = new HashSet<>();
    keys.add(key(order(ConnectionId.DEFAULT, "2.25.2", "aa", "x", 5), ""));
    keys.add(key(order(elsewhere, "2.25.2", "aa", "x", 5), ""));
    keys.add(key(order(ConnectionId.DEFAULT, "2.25.3", "aa", "x", 5), ""));
    keys.add(key(order(ConnectionId.DEFAULT, "2.25.2", "ab", "x", 5), ""));
    keys.add(key(order(ConnectionId.DEFAULT, "2.25.2", "aa", "x", 5), "m1"));
    keys.add(key(order(ConnectionId.DEFAULT, "2.25.2", "aa", "x", 5), "m2"));
    keys.add(
        JobKeys.key(
            order(ConnectionId.DEFAULT, "2.25.2", "aa", "x", 5), JSON.text(new Notify("ris")), ""));
    assertThat(keys).hasSize(7);
  }

  @Test
  void everyActionIsReadAsItWasWritten() {
    Assign assign = new Assign("trial", null, List.of("liver"), 24, 5);
    List<Action> actions =
        List.of(
            new Prepare(),
            new Segment(
                "deepgrow-compact",
                List.of(
                    new Segment.Target("liver", new Seed.Body(0.25, 0.5, 0.75)),
                    new Segment.Target("spleen", new Seed.Patient(1, -2.5, 3)),
                    new Segment.Target("aorta", new Seed.Prior(365)),
                    new Segment.Target("left_kidney", new Seed.Order())),
                0.8,
                assign),
            assign,
            new Send(List.of("archive"), true),
            new Notify("ris"));
    for (Action action : actions) {
      assertThat(JSON.read(JSON.text(action), Action.class)).isEqualTo(action);
    }
  }
}
