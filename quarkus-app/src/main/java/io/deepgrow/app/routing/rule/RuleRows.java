package io.deepgrow.app.routing.rule;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.NameLock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of rules; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class RuleRows {

  private static final String SELECT =
      """
      select r.id, r.name, r.position, r.enabled,
        (select max(v.number) from routing_rule_version v where v.rule_id = r.id),
        r.active_version, r.active_since, r.active_by_name,
        r.requested_version, r.requested_by, r.requested_by_name, r.requested_at,
        (select count(*) from routing_decision d where d.rule_id = r.id and d.outcome = 'MATCH'
          and d.created_at > :day),
        (select count(*) from routing_decision d where d.rule_id = r.id and d.outcome = 'MATCH'
          and d.created_at > :week),
        (select max(d.created_at) from routing_decision d where d.rule_id = r.id
          and d.outcome = 'ERROR' and d.created_at > :week),
        r.revision, r.created_at
      from routing_rule r
      """;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final EntityManager entities;
  private final Clock clock;

  RuleRows(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** All rules in their order. */
  List<RuleView> all() {
    return views(" order by r.position, r.id", null);
  }

  Optional<RuleView> find(UUID id) {
    return views(" where r.id = :id", id).stream().findFirst();
  }

  private List<RuleView> views(String which, @Nullable UUID id) {
    Instant now = clock.instant();
    var query =
        entities
            .createNativeQuery(SELECT + which)
            .setParameter("day", now.minus(DAY).atOffset(ZoneOffset.UTC))
            .setParameter("week", now.minus(WEEK).atOffset(ZoneOffset.UTC));
    if (id != null) {
      query.setParameter("id", id);
    }
    List<?> rows = query.getResultList();
    return rows.stream().map(Object[].class::cast).map(RuleRows::view).toList();
  }

  private static RuleView view(Object[] row) {
    Standing.ActiveVersion active =
        row[5] == null
            ? null
            : new Standing.ActiveVersion(number(row[5]), (Instant) row[6], (String) row[7]);
    Standing.RequestedVersion requested =
        row[8] == null
            ? null
            : new Standing.RequestedVersion(
                number(row[8]), (UUID) row[9], (String) row[10], (Instant) row[11]);
    return new RuleView(
        (UUID) row[0],
        (String) row[1],
        number(row[2]),
        (Boolean) row[3],
        row[4] == null ? 0 : number(row[4]),
        new Standing(active, requested),
        new RuleView.RuleActivity(
            ((Number) row[12]).longValue(), ((Number) row[13]).longValue(), (Instant) row[14]),
        number(row[15]),
        (Instant) row[16]);
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }

  /** Makes others who change the list of rules wait until the transaction ends. */
  void holdAll() {
    NameLock.hold(entities, "routing rules");
  }

  /**
   * A rule that is held until the transaction ends.
   *
   * @param revision that the caller saw; null for any
   * @throws ApiException {@code rule.not_found}, {@code request.changed}
   */
  RuleView hold(UUID id, @Nullable Integer revision) {
    holdAll();
    RuleView rule = find(id).orElseThrow(() -> unknown(id));
    if (revision != null && revision != rule.revision()) {
      throw new ApiException(
          ErrorCode.CHANGED, "Somebody has changed this rule meanwhile; look at it anew");
    }
    return rule;
  }

  static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.RULE_NOT_FOUND, "There is no rule " + id);
  }

  boolean isTaken(String name, UUID but) {
    return !entities
        .createNativeQuery("select 1 from routing_rule where name = :name and id <> :but")
        .setParameter("name", name)
        .setParameter("but", but)
        .getResultList()
        .isEmpty();
  }

  void add(UUID id, String name, int position, boolean enabled) {
    entities
        .createNativeQuery(
            "insert into routing_rule (id, name, position, enabled, created_at) values (:id, :name,"
                + " :position, :enabled, :now)")
        .setParameter("id", id)
        .setParameter("name", name)
        .setParameter("position", position)
        .setParameter("enabled", enabled)
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  void change(UUID id, String name, boolean enabled) {
    entities
        .createNativeQuery(
            "update routing_rule set name = :name, enabled = :enabled, revision = revision + 1"
                + " where id = :id")
        .setParameter("name", name)
        .setParameter("enabled", enabled)
        .setParameter("id", id)
        .executeUpdate();
  }

  void place(UUID id, int position) {
    entities
        .createNativeQuery("update routing_rule set position = :position where id = :id")
        .setParameter("position", position)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Writes down which version is active and which one is requested. */
  void stand(UUID id, Standing standing) {
    Standing.ActiveVersion active = standing.active();
    Standing.RequestedVersion requested = standing.requested();
    UUID account = requested == null ? null : requested.account();
    entities
        .createNativeQuery(
            "update routing_rule set active_version = cast(:active as integer), active_since ="
                + " cast(:since as timestamptz), active_by_name = :by, requested_version ="
                + " cast(:requested as integer), requested_by = cast(:account as uuid),"
                + " requested_by_name = :requester, requested_at = cast(:at as timestamptz),"
                + " revision = revision + 1 where id = :id")
        .setParameter("active", active == null ? null : Integer.toString(active.version()))
        .setParameter("since", active == null ? null : active.since().toString())
        .setParameter("by", active == null ? "" : cut(active.by()))
        .setParameter("requested", requested == null ? null : Integer.toString(requested.version()))
        .setParameter("account", account == null ? null : account.toString())
        .setParameter("requester", requested == null ? "" : cut(requested.by()))
        .setParameter("at", requested == null ? null : requested.at().toString())
        .setParameter("id", id)
        .executeUpdate();
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(130, name.length()));
  }

  /** Has all replicas look which rules are active. */
  void signal() {
    entities
        .createNativeQuery("select cast(pg_notify(?1, ?2) as text)")
        .setParameter(1, ActiveRules.CHANNEL)
        .setParameter(2, "")
        .getResultList();
  }
}
