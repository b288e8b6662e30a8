package io.deepgrow.app.routing.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.routing.action.ActionKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which kinds of jobs are paused: of them none begins; what goes on ends. */
@ApplicationScoped
public class JobPauses {

  private static final String TYPE = "routing_queue";
  private static final int MOST_NAME = 64;

  /** Who has paused a kind, and since when. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pause(String by, Instant since) {}

  private final EntityManager entities;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final AccessPolicy access;
  private final CurrentCaller callers;
  private final Clock clock;

  JobPauses(
      EntityManager entities,
      WorkQueue queue,
      AuditTrail audit,
      AccessPolicy access,
      CurrentCaller callers,
      Clock clock) {
    this.entities = entities;
    this.queue = queue;
    this.audit = audit;
    this.access = access;
    this.callers = callers;
    this.clock = clock;
  }

  /** Pauses a kind; one that is paused stays as it was. */
  public void pause(ActionKind kind) {
    access.requireEverywhere(Role.OPERATOR);
    String by = callers.get().name();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int added =
                  entities
                      .createNativeQuery(
                          "insert into routing_pause (kind, paused_by_name, paused_at) values"
                              + " (:kind, :by, :now) on conflict do nothing")
                      .setParameter("kind", kind.name())
                      .setParameter("by", by.substring(0, Math.min(MOST_NAME, by.length())))
                      .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                      .executeUpdate();
              if (added == 1) {
                audit.record("routing.queue_paused", new AuditObject(TYPE, kind.name()), "");
              }
            });
  }

  /** Has a kind go on at once; one that is not paused stays as it is. */
  public void resume(ActionKind kind) {
    access.requireEverywhere(Role.OPERATOR);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int removed =
                  entities
                      .createNativeQuery("delete from routing_pause where kind = :kind")
                      .setParameter("kind", kind.name())
                      .executeUpdate();
              if (removed == 1) {
                audit.record("routing.queue_resumed", new AuditObject(TYPE, kind.name()), "");
                queue.hasten(JobWork.KIND);
              }
            });
  }

  boolean isPaused(ActionKind kind) {
    return all().containsKey(kind);
  }

  /** All that are paused. */
  public Map<ActionKind, Pause> all() {
    List<?> rows =
        QuarkusTransaction.joiningExisting()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select kind, paused_by_name, paused_at from routing_pause")
                        .getResultList());
    Map<ActionKind, Pause> pauses = new EnumMap<>(ActionKind.class);
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      pauses.put(
          ActionKind.valueOf((String) columns[0]),
          new Pause((String) columns[1], (Instant) columns[2]));
    }
    return pauses;
  }
}
