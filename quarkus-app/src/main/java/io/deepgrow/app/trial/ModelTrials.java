package io.deepgrow.app.trial;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.app.session.SessionService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts trials of versions and tells how they are. */
@ApplicationScoped
public class ModelTrials {

  private static final int SHOWN = 20;

  private final ModelVersions versions;
  private final SessionService sessions;
  private final TrialRows rows;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  ModelTrials(
      ModelVersions versions,
      SessionService sessions,
      TrialRows rows,
      WorkQueue queue,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.versions = versions;
    this.sessions = sessions;
    this.rows = rows;
    this.queue = queue;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Has a version tried.
   *
   * @param session whose clicks are made again, nothing of it being changed; null for the phantom
   * @throws ApiException {@code model.version_not_found}, {@code session.not_found}
   */
  public TrialView start(UUID version, @Nullable UUID session) {
    versions.get(version);
    if (session == null) {
      AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    } else {
      sessions.require(session);
    }
    UUID id = UUID.randomUUID();
    TrialKind kind = session == null ? TrialKind.PHANTOM : TrialKind.SESSION;
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              rows.add(id, version, kind, session, callers.get().name());
              queue.enqueue(TrialWork.KIND, id, clock.instant(), Urgency.USUAL);
              audit.record(
                  "model.trial_started",
                  new AuditObject("model_version", version.toString()),
                  kind + " " + (session == null ? "" : session));
              return rows.find(id).orElseThrow();
            });
  }

  /** A trial of something that the caller may see; {@code model.trial_not_found}. */
  public TrialView get(UUID id) {
    TrialView trial =
        QuarkusTransaction.requiringNew().call(() -> rows.find(id)).orElseThrow(() -> unknown(id));
    requireSeen(trial);
    return trial;
  }

  private void requireSeen(TrialView trial) {
    UUID session = trial.session();
    if (session != null) {
      sessions.require(session);
    }
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.TRIAL_NOT_FOUND, "There is no such trial or picture: " + id);
  }

  /** The last trials of a version that the caller may see, the newest first. */
  public List<TrialView> of(UUID version) {
    versions.get(version);
    return QuarkusTransaction.requiringNew().call(() -> rows.of(version, SHOWN)).stream()
        .filter(this::isSeen)
        .toList();
  }

  private boolean isSeen(TrialView trial) {
    try {
      requireSeen(trial);
      return true;
    } catch (ApiException e) {
      return false;
    }
  }

  /** The picture of a trial as PNG: the session's mask, and beside it the trial's. */
  public byte[] picture(UUID id) {
    get(id);
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.picture(id))
        .orElseThrow(() -> unknown(id));
  }
}
