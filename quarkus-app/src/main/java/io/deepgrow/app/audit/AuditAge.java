package io.deepgrow.app.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Drops rows of the audit trail by their age, and writes into the trail that it did: by that row a
 * verification tells what went by age from what is missing.
 */
@ApplicationScoped
public class AuditAge {

  /** Replicas learn from the audit trail what others have erased. */
  public static final Duration SHORTEST = Duration.ofDays(30);

  static final String DROPPED = "audit.dropped";

  private static final Logger LOG = Logger.getLogger(AuditAge.class);
  private static final int AT_ONCE = 5000;

  /** The newest row that tells of dropping stays: without it all that went would be missing. */
  private static final String ROWS =
      """
      delete from audit_event where id in (
        select id from audit_event where at < :before
          and id <> coalesce((select max(id) from audit_event where action = 'audit.dropped'), 0)
        limit :most)
      """;

  /** Seals of which no row is left need not know them any more. */
  private static final String LEAVES =
      """
      delete from audit_leaf where seal in (
        select s.number from audit_seal s where s.last_at < :before
          and exists (select 1 from audit_leaf l where l.seal = s.number)
          and not exists (select 1 from audit_leaf l join audit_event e on e.id = l.event_id
            where l.seal = s.number)
        limit :most)
      """;

  private final EntityManager entities;
  private final AuditTrail trail;

  AuditAge(EntityManager entities, AuditTrail trail) {
    this.entities = entities;
    this.trail = trail;
  }

  /** Drops what is older, a limited number of rows at once. */
  public void drop(Instant before) {
    int rows = AT_ONCE;
    while (rows == AT_ONCE) {
      rows = QuarkusTransaction.requiringNew().call(() -> dropSome(before));
      if (rows > 0) {
        LOG.infof("past their time: %d deeds", rows);
      }
    }
    int leaves = 1;
    while (leaves > 0) {
      leaves = QuarkusTransaction.requiringNew().call(() -> delete(LEAVES, before, AT_ONCE / 50));
    }
  }

  private int dropSome(Instant before) {
    int rows = delete(ROWS, before, AT_ONCE);
    if (rows > 0) {
      trail.record(DROPPED, new AuditObject("audit", Integer.toString(rows)), before.toString());
    }
    return rows;
  }

  private int delete(String statement, Instant before, int most) {
    return entities
        .createNativeQuery(statement)
        .setParameter("before", before.atOffset(ZoneOffset.UTC))
        .setParameter("most", most)
        .executeUpdate();
  }
}
