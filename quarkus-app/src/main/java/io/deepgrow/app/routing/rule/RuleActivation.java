package io.deepgrow.app.routing.rule;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses which version of a rule decides; where two people are needed, an admin approves it. */
@ApplicationScoped
public class RuleActivation {

  private final RuleRows rows;
  private final RuleVersions versions;
  private final ActiveRules active;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;
  private final boolean twoPeople;

  RuleActivation(
      RuleRows rows,
      RuleVersions versions,
      ActiveRules active,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock,
      RuleConfig config) {
    this.rows = rows;
    this.versions = versions;
    this.active = active;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
    this.twoPeople = config.secondPerson();
  }

  /** Whether activating takes two people. */
  public boolean takesTwo() {
    return twoPeople;
  }

  /**
   * Has a version decide, or requests it.
   *
   * @param revision of the rule that the caller saw; null for any
   * @throws io.deepgrow.app.ApiException {@code rule.not_found}, {@code rule.unusable} where it
   *     names what is gone since, {@code rule.requested}, {@code request.changed}
   */
  public RuleView activate(UUID rule, int version, @Nullable Integer revision) {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    versions.checked(versions.get(rule, version).draft());
    return changed(
        rule,
        version,
        revision,
        twoPeople ? "rule.activation_requested" : "rule.activated",
        standing -> standing.activate(version, callers.get(), now(), twoPeople));
  }

  /**
   * An admin approves what somebody else requested.
   *
   * @throws io.deepgrow.app.ApiException {@code rule.not_found}, {@code rule.same_person}, {@code
   *     request.changed}
   */
  public RuleView approve(UUID rule, int version, @Nullable Integer revision) {
    AccessPolicy.requireEverywhere(callers.get(), Role.ADMIN);
    return changed(
        rule,
        version,
        revision,
        "rule.activated",
        standing -> standing.approve(version, callers.get(), now()));
  }

  /** Takes back what is requested; {@code rule.not_found}, {@code request.changed}. */
  public RuleView withdraw(UUID rule, int version, @Nullable Integer revision) {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    return changed(
        rule,
        version,
        revision,
        "rule.activation_withdrawn",
        standing -> standing.withdraw(version));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private RuleView changed(
      UUID rule,
      int version,
      @Nullable Integer revision,
      String deed,
      Function<Standing, Standing> change) {
    RuleView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  RuleView before = rows.hold(rule, revision);
                  Standing.ActiveVersion former = before.standing().active();
                  rows.stand(rule, change.apply(before.standing()));
                  audit.record(
                      deed,
                      Rules.object(rule),
                      before.name()
                          + ", version "
                          + version
                          + (former == null ? "" : ", before " + former.version()));
                  rows.signal();
                  return rows.find(rule).orElseThrow();
                });
    active.forget();
    return after;
  }
}
