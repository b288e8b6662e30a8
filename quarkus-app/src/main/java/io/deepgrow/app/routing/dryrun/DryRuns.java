package io.deepgrow.app.routing.dryrun;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.routing.rule.RuleVersions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts dry runs and tells how they are. */
@ApplicationScoped
public class DryRuns {

  /** The most studies of one run. */
  public static final int MOST = 2000;

  private static final int SHOWN = 20;

  private final RuleVersions versions;
  private final DryRunRows rows;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  DryRuns(
      RuleVersions versions,
      DryRunRows rows,
      WorkQueue queue,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.versions = versions;
    this.rows = rows;
    this.queue = queue;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Has a version tried on the last studies.
   *
   * @param rule null, as its version, for the active rules
   * @param last how many studies at most
   * @param since only studies that settled then or later; null for all
   * @throws ApiException {@code rule.not_found}, {@code request.malformed}
   */
  public DryRunView start(
      @Nullable UUID rule, @Nullable Integer version, int last, @Nullable Instant since) {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    if (last < 1 || last > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "last is 1 to " + MOST + " studies");
    }
    if ((rule == null) != (version == null)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "rule and version are given together, or neither of them");
    }
    if (rule != null && version != null) {
      versions.get(rule, version);
    }
    UUID id = UUID.randomUUID();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              rows.add(id, rule, version, last, since, callers.get().name());
              queue.enqueue(DryRunWork.KIND, id, clock.instant(), Urgency.USUAL);
              audit.record(
                  "rule.dry_run_started",
                  new AuditObject("rule", rule == null ? "" : rule.toString()),
                  version == null ? "active rules" : "version " + version);
              return rows.find(id).orElseThrow();
            });
  }

  /** A dry run; {@code rule.dry_run_not_found}. */
  public DryRunView get(UUID id) {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                rows.find(id)
                    .orElseThrow(
                        () ->
                            new ApiException(
                                ErrorCode.DRY_RUN_NOT_FOUND, "There is no dry run " + id)));
  }

  /** The last runs, the newest first, without the studies. */
  public List<DryRunView> last() {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    return QuarkusTransaction.requiringNew().call(() -> rows.last(SHOWN));
  }
}
