package io.deepgrow.app.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What versions of models were used for, on all replicas. */
@ApplicationScoped
public class VersionUse {

  private static final Duration LATELY = Duration.ofDays(7);
  private static final double MICROS_PER_MILLI = 1000;

  /**
   * The use of a version.
   *
   * @param open sessions that are not closed
   * @param clicks of all time, those taken back too
   * @param results that were stored from its sessions
   * @param masks that the network made in the last seven days, over which times are
   * @param p50Millis median of the time from clicks to mask; 0 without masks
   * @param p95Millis nineteen of twenty were faster
   * @param last when a session was opened with it last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Use(
      long sessions,
      long open,
      long clicks,
      long results,
      long masks,
      double p50Millis,
      double p95Millis,
      @Nullable Instant last) {}

  private static final String COUNTS =
      """
      select count(*), count(*) filter (where s.state <> 'CLOSED'), max(s.created_at),
        coalesce(sum((select count(*) from segment g join click c on c.segment_id = g.id
          where g.session_id = s.id)), 0),
        coalesce(sum((select count(*) from stored_result r where r.session_id = s.id)), 0)
      from annotation_session s where s.model_version = :version
      """;
  private static final String TIMES =
      """
      select count(*),
        coalesce(percentile_cont(0.5) within group (order by m.network_micros), 0),
        coalesce(percentile_cont(0.95) within group (order by m.network_micros), 0)
      from annotation_session s
      join segment g on g.session_id = s.id
      join mask_revision m on m.segment_id = g.id
      where s.model_version = :version and m.network_micros is not null and m.created_at >= :since
      """;

  private final EntityManager entities;
  private final Clock clock;

  VersionUse(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The use of a version; all zero for one that there is not. */
  public Use of(UUID version) {
    return QuarkusTransaction.requiringNew().call(() -> read(version));
  }

  private Use read(UUID version) {
    Object[] counts =
        (Object[])
            entities.createNativeQuery(COUNTS).setParameter("version", version).getSingleResult();
    Object[] times =
        (Object[])
            entities
                .createNativeQuery(TIMES)
                .setParameter("version", version)
                .setParameter("since", clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                .getSingleResult();
    return new Use(
        number(counts[0]).longValue(),
        number(counts[1]).longValue(),
        number(counts[3]).longValue(),
        number(counts[4]).longValue(),
        number(times[0]).longValue(),
        number(times[1]).doubleValue() / MICROS_PER_MILLI,
        number(times[2]).doubleValue() / MICROS_PER_MILLI,
        (Instant) counts[2]);
  }

  private static Number number(Object value) {
    return (Number) value;
  }
}
