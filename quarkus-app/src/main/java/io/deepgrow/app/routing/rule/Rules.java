package io.deepgrow.app.routing.rule;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules: their names, order, and whether they decide. Every change is audited. */
@ApplicationScoped
public class Rules {

  /** The most rules that there may be. */
  static final int MOST = 200;

  static final String TYPE = "rule";

  private final RuleRows rows;
  private final RuleVersions versions;
  private final ActiveRules active;
  private final AuditTrail audit;
  private final CurrentCaller callers;

  Rules(
      RuleRows rows,
      RuleVersions versions,
      ActiveRules active,
      AuditTrail audit,
      CurrentCaller callers) {
    this.rows = rows;
    this.versions = versions;
    this.active = active;
    this.audit = audit;
    this.callers = callers;
  }

  /** All rules in their order. */
  public List<RuleView> list() {
    requireOperator();
    return QuarkusTransaction.requiringNew().call(rows::all);
  }

  /** A rule; {@code rule.not_found}. */
  public RuleView get(UUID id) {
    requireOperator();
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.find(id).orElseThrow(() -> RuleRows.unknown(id)));
  }

  /**
   * Makes a rule at the end of the list, with a first version that is not active yet.
   *
   * @throws ApiException {@code rule.exists}, {@code rule.limit}, {@code rule.unusable}
   */
  public RuleView create(String name, RuleDraft draft, String comment) {
    String label = label(name);
    RuleBody body = versions.checked(draft);
    String remark = RuleVersions.remark(comment);
    return deed(
        () -> {
          rows.holdAll();
          List<RuleView> all = rows.all();
          if (all.size() >= MOST) {
            throw new ApiException(
                ErrorCode.RULE_LIMIT, "There are " + MOST + " rules, which is all there may be");
          }
          UUID id = UUID.randomUUID();
          requireFree(label, id);
          rows.add(id, label, all.size() + 1, true);
          versions.add(id, 1, body, remark);
          audit.record("rule.created", object(id), label);
          return rows.find(id).orElseThrow();
        });
  }

  private void requireFree(String name, UUID but) {
    if (rows.isTaken(name, but)) {
      throw new ApiException(ErrorCode.RULE_EXISTS, "There is a rule of that name already");
    }
  }

  /**
   * Changes a rule; null leaves a thing as it is.
   *
   * @param revision that the caller saw; null for any
   * @param position from 1; one behind the last is the last
   * @throws ApiException {@code rule.not_found}, {@code rule.exists}, {@code request.changed}
   */
  public RuleView change(
      UUID id,
      @Nullable Integer revision,
      @Nullable String name,
      @Nullable Boolean enabled,
      @Nullable Integer position) {
    String label = name == null ? null : label(name);
    return deed(
        () -> {
          RuleView before = rows.hold(id, revision);
          String newName = label == null ? before.name() : label;
          boolean decides = enabled == null ? before.enabled() : enabled;
          requireFree(newName, id);
          rows.change(id, newName, decides);
          if (position != null) {
            move(id, position);
          }
          RuleView after = rows.find(id).orElseThrow();
          audit.record("rule.changed", object(id), words(before) + " -> " + words(after));
          return after;
        });
  }

  private void move(UUID id, int position) {
    List<UUID> order = new ArrayList<>(rows.all().stream().map(RuleView::id).toList());
    order.remove(id);
    order.add(Math.max(0, Math.min(position - 1, order.size())), id);
    for (int n = 0; n < order.size(); n++) {
      rows.place(order.get(n), n + 1);
    }
  }

  private static String words(RuleView rule) {
    return rule.name()
        + ", place "
        + rule.position()
        + (rule.enabled() ? ", enabled" : ", disabled");
  }

  private static String label(String name) {
    String label = Labels.require(name);
    if (label.isEmpty()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "A rule has a name");
    }
    return label;
  }

  static AuditObject object(UUID id) {
    return new AuditObject(TYPE, id.toString());
  }

  private void requireOperator() {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
  }

  private <T> T deed(Supplier<T> work) {
    requireOperator();
    T result =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  T done = work.get();
                  rows.signal();
                  return done;
                });
    active.forget();
    return result;
  }
}
