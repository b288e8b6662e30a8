package io.deepgrow.app.overview;

import io.deepgrow.app.session.SessionService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was done in a session over time. */
@ApplicationScoped
public class SessionActivity {

  private static final int STEPS = 40;
  private static final int MOST = 50_000;

  /**
   * The clicks of a session, those taken back too.
   *
   * @param counts how many in each of equal steps from the first click to the last; empty when
   *     there is none
   * @param ofSegments how many in each segment, by its number
   */
  public record Clicks(
      long all, Instant first, Instant last, List<Long> counts, Map<Integer, Long> ofSegments) {}

  private static final String CLICKS =
      "select s.number, c.created_at from segment s join click c on c.segment_id = s.id where"
          + " s.session_id = :session order by c.created_at limit "
          + MOST;

  private final EntityManager entities;
  private final SessionService sessions;

  SessionActivity(EntityManager entities, SessionService sessions) {
    this.entities = entities;
    this.sessions = sessions;
  }

  /** The clicks of a session that the caller may see. */
  public Clicks of(UUID session) {
    sessions.require(session);
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(CLICKS)
                        .setParameter("session", session)
                        .getResultList());
    Map<Integer, Long> segments = new HashMap<>();
    List<Instant> times = new ArrayList<>();
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      segments.merge(((Number) row[0]).intValue(), 1L, Long::sum);
      times.add((Instant) row[1]);
    }
    return counted(times, segments);
  }

  /** Counts times that are in their order. */
  static Clicks counted(List<Instant> times, Map<Integer, Long> segments) {
    if (times.isEmpty()) {
      return new Clicks(0, Instant.EPOCH, Instant.EPOCH, List.of(), segments);
    }
    Instant first = times.get(0);
    Instant last = times.get(times.size() - 1);
    double step = Math.max(1, Duration.between(first, last).toMillis() / (double) (STEPS - 1));
    List<Long> counts = new ArrayList<>(Collections.nCopies(STEPS, 0L));
    for (Instant time : times) {
      int n = Math.min(STEPS - 1, (int) (Duration.between(first, time).toMillis() / step));
      counts.set(n, counts.get(n) + 1);
    }
    return new Clicks(times.size(), first, last, counts, segments);
  }
}
