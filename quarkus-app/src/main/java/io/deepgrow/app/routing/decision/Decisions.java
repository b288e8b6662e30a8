package io.deepgrow.app.routing.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided, and why. */
@ApplicationScoped
public class Decisions {

  /**
   * A page of decisions, the newest first.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DecisionPage(List<DecisionView> decisions, @Nullable String next) {}

  private final DecisionRows rows;
  private final CurrentCaller callers;

  Decisions(DecisionRows rows, CurrentCaller callers) {
    this.rows = rows;
    this.callers = callers;
  }

  /** What rules said of a sighted study; none where nothing is known of it. */
  public DecisionPage ofSighting(UUID sighting, Cursor after, int most) {
    return page(sighting, null, null, after, most);
  }

  /**
   * What a rule said of studies, or all rules did.
   *
   * @param rule null for all
   * @param outcome null for all
   */
  public DecisionPage ofRule(
      @Nullable UUID rule, @Nullable RuleOutcome outcome, Cursor after, int most) {
    return page(null, rule, outcome, after, most);
  }

  private DecisionPage page(
      @Nullable UUID sighting,
      @Nullable UUID rule,
      @Nullable RuleOutcome outcome,
      Cursor after,
      int most) {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    int limit = Listing.limit(most);
    List<DecisionView> found =
        QuarkusTransaction.requiringNew()
            .call(() -> rows.page(sighting, rule, outcome, after, limit + 1));
    if (found.size() <= limit) {
      return new DecisionPage(found, null);
    }
    DecisionView last = found.get(limit - 1);
    return new DecisionPage(
        found.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }
}
