package io.deepgrow.app.routing.job.queue;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.JobPauses;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How full the queues of jobs are, kind by kind. */
@ApplicationScoped
public class JobQueues {

  private static final String OPEN =
      """
      select kind, count(*) filter (where state <> 'RUNNING'),
        count(*) filter (where state = 'RUNNING'),
        min(waiting_since) filter (where state <> 'RUNNING')
      from routing_job where state in ('WAITING', 'RUNNING', 'RETRYING') group by kind
      """;
  private static final String DEAD =
      "select kind, count(*) from routing_job where state = 'DEAD' group by kind";
  private static final String ENDED =
      "select kind, count(*) from routing_job where ended_at > :since group by kind";

  /** What is open of a kind. */
  private record Open(long waiting, long running, @Nullable Instant oldest) {}

  private static final Open NONE = new Open(0, 0, null);

  private final EntityManager entities;
  private final JobPauses pauses;
  private final AccessPolicy access;
  private final Clock clock;

  JobQueues(EntityManager entities, JobPauses pauses, AccessPolicy access, Clock clock) {
    this.entities = entities;
    this.pauses = pauses;
    this.access = access;
    this.clock = clock;
  }

  /** The queues of all kinds. */
  public List<QueueView> list() {
    access.requireEverywhere(Role.OPERATOR);
    return look();
  }

  /** As {@link #list}, whoever looks. */
  List<QueueView> look() {
    return QuarkusTransaction.requiringNew().call(this::views);
  }

  private List<QueueView> views() {
    Map<ActionKind, Open> open = new EnumMap<>(ActionKind.class);
    for (Object[] row : rows(OPEN)) {
      open.put(kind(row), new Open(number(row[1]), number(row[2]), (Instant) row[3]));
    }
    Map<ActionKind, Long> dead = counts(DEAD);
    Map<ActionKind, Long> ended = counts(ENDED);
    Map<ActionKind, JobPauses.Pause> paused = pauses.all();
    return Arrays.stream(ActionKind.values())
        .map(
            kind -> {
              Open now = open.getOrDefault(kind, NONE);
              return new QueueView(
                  kind,
                  now.waiting(),
                  now.running(),
                  dead.getOrDefault(kind, 0L),
                  now.oldest(),
                  ended.getOrDefault(kind, 0L),
                  paused.get(kind));
            })
        .toList();
  }

  private Map<ActionKind, Long> counts(String sql) {
    Map<ActionKind, Long> counts = new EnumMap<>(ActionKind.class);
    rows(sql).forEach(row -> counts.put(kind(row), number(row[1])));
    return counts;
  }

  private List<Object[]> rows(String sql) {
    var query = entities.createNativeQuery(sql);
    if (sql.equals(ENDED)) {
      query.setParameter(
          "since", clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
    }
    List<?> rows = query.getResultList();
    return rows.stream().map(Object[].class::cast).toList();
  }

  private static ActionKind kind(Object[] row) {
    return ActionKind.valueOf((String) row[0]);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
