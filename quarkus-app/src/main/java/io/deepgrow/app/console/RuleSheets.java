package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.routing.decision.DecisionView;
import io.deepgrow.app.routing.decision.Decisions;
import io.deepgrow.app.routing.rule.RuleActivation;
import io.deepgrow.app.routing.rule.RuleVersionView;
import io.deepgrow.app.routing.rule.RuleVersions;
import io.deepgrow.app.routing.rule.RuleView;
import io.deepgrow.app.routing.rule.Rules;
import io.deepgrow.app.routing.rule.VersionDiff;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of one rule, which several forms come back to. */
@ApplicationScoped
class RuleSheets {

  private static final int VERSIONS = 50;
  private static final int DECISIONS = 25;

  /**
   * A version as a row.
   *
   * @param text what it says
   */
  record VersionRow(RuleVersionView version, String text, boolean active, boolean requested) {}

  /**
   * What the page shows.
   *
   * @param from the version before of the comparison; 0 for none
   * @param admin whether the reader may approve
   * @param mine whether the reader requested what waits
   */
  record Sheet(
      RuleView rule,
      List<VersionRow> versions,
      int from,
      int to,
      List<VersionDiff.RuleDifference> differences,
      List<DecisionView> decisions,
      boolean admin,
      boolean mine,
      boolean takesTwo,
      String base) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance rule(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final Rules rules;
  private final RuleVersions versions;
  private final RuleActivation activation;
  private final Decisions decisions;
  private final CurrentCaller callers;

  RuleSheets(
      Frames frames,
      Rules rules,
      RuleVersions versions,
      RuleActivation activation,
      Decisions decisions,
      CurrentCaller callers) {
    this.frames = frames;
    this.rules = rules;
    this.versions = versions;
    this.activation = activation;
    this.decisions = decisions;
    this.callers = callers;
  }

  /**
   * The page.
   *
   * @param from the version before of the comparison; 0 for none
   */
  TemplateInstance page(UUID id, int from, int to, String message, String problem) {
    RuleView rule = rules.get(id);
    var active = rule.standing().active();
    var requested = rule.standing().requested();
    List<VersionRow> rows =
        versions.list(id, Integer.MAX_VALUE, VERSIONS).versions().stream()
            .map(
                version ->
                    new VersionRow(
                        version,
                        RuleForm.pretty(version.draft()),
                        active != null && active.version() == version.number(),
                        requested != null && requested.version() == version.number()))
            .toList();
    String wrong = problem;
    List<VersionDiff.RuleDifference> differences = List.of();
    if (from > 0 && to > 0) {
      try {
        differences = versions.diff(id, from, to);
      } catch (ApiException e) {
        wrong = String.valueOf(e.getMessage());
      }
    }
    Sheet sheet =
        new Sheet(
            rule,
            rows,
            from,
            to,
            differences,
            decisions.ofRule(id, null, Cursor.START, DECISIONS).decisions(),
            callers.get().hasEverywhere(Role.ADMIN),
            requested != null && isCaller(requested.account()),
            activation.takesTwo(),
            path(id));
    return Pages.rule(
        frames.below(Frames.Place.RULES, "Rule " + rule.name(), message, wrong), sheet);
  }

  private boolean isCaller(@Nullable UUID account) {
    return account != null && account.equals(callers.get().id());
  }

  private String path(UUID id) {
    return frames.base() + "console/routing/rules/" + id;
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(path(id) + done.query());
  }
}
