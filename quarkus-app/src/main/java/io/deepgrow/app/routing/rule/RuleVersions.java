package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Listing;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Versions of rules: what each says, a new one, and how two differ. */
@ApplicationScoped
public class RuleVersions {

  private static final int MOST_COMMENT = 500;
  private static final int MOST_VERSIONS = 9999;

  /**
   * A page of versions, the newest first.
   *
   * @param next goes as {@code below} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RuleVersionPage(List<RuleVersionView> versions, @Nullable Integer next) {}

  private final RuleRows rules;
  private final VersionRows rows;
  private final References references;
  private final AuditTrail audit;
  private final CurrentCaller callers;

  RuleVersions(
      RuleRows rules,
      VersionRows rows,
      References references,
      AuditTrail audit,
      CurrentCaller callers) {
    this.rules = rules;
    this.rows = rows;
    this.references = references;
    this.audit = audit;
    this.callers = callers;
  }

  /**
   * What a draft says, where all that it names is there.
   *
   * @throws ApiException {@code rule.unusable} with the place
   */
  public RuleBody checked(RuleDraft draft) {
    RuleBody body = RuleReader.read(draft);
    new RuleCheck(references).require(body);
    return body;
  }

  /**
   * The versions of a rule.
   *
   * @param below the number that the page begins under
   * @throws ApiException {@code rule.not_found}
   */
  public RuleVersionPage list(UUID rule, int below, int most) {
    requireOperator();
    int limit = Listing.limit(most);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              requireRule(rule);
              List<RuleVersionView> found = rows.page(rule, below, limit + 1);
              List<RuleVersionView> shown = found.stream().limit(limit).toList();
              return new RuleVersionPage(
                  shown, found.size() > limit ? (Integer) shown.get(limit - 1).number() : null);
            });
  }

  private void requireRule(UUID rule) {
    if (rules.find(rule).isEmpty()) {
      throw RuleRows.unknown(rule);
    }
  }

  /** A version; {@code rule.not_found}. */
  public RuleVersionView get(UUID rule, int number) {
    requireOperator();
    return QuarkusTransaction.requiringNew().call(() -> require(rule, number));
  }

  /** A version in the caller's transaction; {@code rule.not_found}. */
  RuleVersionView require(UUID rule, int number) {
    return rows.find(rule, number)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.RULE_NOT_FOUND,
                    "There is no version " + number + " of rule " + rule));
  }

  /** A version that is ready to be asked; {@code rule.not_found}, {@code rule.unusable}. */
  public CompiledRule compiled(UUID rule, int number) {
    String name =
        QuarkusTransaction.requiringNew()
            .call(() -> rules.find(rule).orElseThrow(() -> RuleRows.unknown(rule)).name());
    RuleVersionView version = QuarkusTransaction.requiringNew().call(() -> require(rule, number));
    return CompiledRule.of(rule, name, number, RuleReader.read(version.draft()));
  }

  /**
   * Adds a version, which is not active yet.
   *
   * @param revision of the rule that the caller saw; null for any
   * @throws ApiException {@code rule.not_found}, {@code rule.unusable}, {@code request.changed}
   */
  public RuleVersionView add(
      UUID rule, @Nullable Integer revision, RuleDraft draft, String comment) {
    requireOperator();
    RuleBody body = checked(draft);
    String remark = remark(comment);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              RuleView before = rules.hold(rule, revision);
              int number = before.newestVersion() + 1;
              if (number > MOST_VERSIONS) {
                throw new ApiException(
                    ErrorCode.RULE_LIMIT, "The rule has all the versions it may have");
              }
              add(rule, number, body, remark);
              rules.change(rule, before.name(), before.enabled());
              audit.record("rule.version_added", Rules.object(rule), "version " + number);
              return require(rule, number);
            });
  }

  void add(UUID rule, int number, RuleBody body, String comment) {
    rows.add(rule, number, body, comment, callers.get());
  }

  /** How two versions differ; {@code rule.not_found}. */
  public List<VersionDiff.RuleDifference> diff(UUID rule, int from, int to) {
    return VersionDiff.of(get(rule, from).draft(), get(rule, to).draft());
  }

  /** What an author says about a version, in one line. */
  static String remark(String comment) {
    String text = comment.strip();
    if (text.length() > MOST_COMMENT) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "A comment has at most " + MOST_COMMENT + " characters");
    }
    return StoredText.of(text, MOST_COMMENT);
  }

  private void requireOperator() {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
  }
}
