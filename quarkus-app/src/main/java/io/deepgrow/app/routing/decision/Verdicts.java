package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.condition.Explained;
import io.deepgrow.app.routing.condition.Truth;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks rules about a study; nothing is done. */
@ApplicationScoped
public class Verdicts {

  private static final Logger LOG = Logger.getLogger(Verdicts.class);

  /** Series of a study whose outcome is shown. */
  static final int MOST_SERIES = 50;

  /** Series that are not chosen whose conditions are shown leaf by leaf. */
  static final int MOST_TREES = 10;

  private final KnownWork work;
  private final Clock clock;

  public Verdicts(KnownWork work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  /** A study of which rules are asked, one after the other. */
  public Asked about(SightedStudy study) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new Asked(study, StudyFacts.of(study, work, today));
  }

  /** Questions about one study. */
  public static final class Asked {

    private final SightedStudy study;
    private final StudyFacts facts;

    private Asked(SightedStudy study, StudyFacts facts) {
      this.study = study;
      this.facts = facts;
    }

    /** What a rule says; an ERROR where it fails, whatever the reason. */
    public Verdict of(ActiveRule rule) {
      CompiledRule compiled = rule.compiled();
      if (compiled == null) {
        return Verdict.failed("the rule can't be read any more: " + rule.problem());
      }
      try {
        return of(compiled);
      } catch (RuntimeException e) {
        LOG.errorf(e, "rule %s, version %d failed", rule.rule(), rule.version());
        return Verdict.failed("the rule failed; the log of the service has the reason");
      }
    }

    private Verdict of(CompiledRule rule) {
      Explained when = rule.when().explain(facts);
      if (!when.holds()) {
        String reason =
            when.outcome() == Truth.ERROR
                ? "whether the study meets the conditions can't be told"
                : "the study does not meet the conditions";
        return new Verdict(RuleOutcome.NO_MATCH, new Why(when, List.of(), 0, reason), List.of());
      }
      Map<SightedSeries, @Nullable Explained> where = new LinkedHashMap<>();
      List<SightedSeries> fitting = new ArrayList<>();
      for (SightedSeries series : study.series()) {
        if (excluded(rule, series) != null) {
          continue;
        }
        Explained explained = rule.where().explain(facts.with(series));
        where.put(series, explained);
        if (explained.holds()) {
          fitting.add(series);
        }
      }
      List<SightedSeries> chosen = ChosenSeries.of(rule.body().series(), fitting);
      Why why =
          new Why(
              when,
              shown(rule, where, fitting, chosen),
              Math.max(0, study.series().size() - MOST_SERIES),
              reason(chosen.size()));
      return new Verdict(chosen.isEmpty() ? RuleOutcome.NO_MATCH : RuleOutcome.MATCH, why, chosen);
    }

    private static String reason(int chosen) {
      return switch (chosen) {
        case 0 -> "the study meets the conditions, but none of its series does";
        case 1 -> "one series is chosen";
        default -> chosen + " series are chosen";
      };
    }

    private Why.@Nullable Choice excluded(CompiledRule rule, SightedSeries series) {
      if (series.derived() && !rule.body().series().derived()) {
        return Why.Choice.DERIVED;
      }
      return study.late() && !series.fresh() ? Why.Choice.NOT_NEW : null;
    }

    /** Those that are chosen first, so that they are always among the shown. */
    private List<Why.SeriesVerdict> shown(
        CompiledRule rule,
        Map<SightedSeries, @Nullable Explained> where,
        List<SightedSeries> fitting,
        List<SightedSeries> chosen) {
      List<SightedSeries> order = new ArrayList<>(chosen);
      study.series().stream().filter(one -> !chosen.contains(one)).forEach(order::add);
      List<Why.SeriesVerdict> shown = new ArrayList<>();
      for (SightedSeries series : order.subList(0, Math.min(MOST_SERIES, order.size()))) {
        Why.Choice excluded = excluded(rule, series);
        boolean tree = shown.size() < chosen.size() + MOST_TREES;
        shown.add(
            new Why.SeriesVerdict(
                series.seriesUid(),
                series.modality(),
                series.instances(),
                excluded != null ? excluded : choice(series, fitting, chosen),
                tree ? where.get(series) : null));
      }
      return shown;
    }

    private static Why.Choice choice(
        SightedSeries series, List<SightedSeries> fitting, List<SightedSeries> chosen) {
      if (chosen.contains(series)) {
        return Why.Choice.CHOSEN;
      }
      return fitting.contains(series) ? Why.Choice.NOT_PREFERRED : Why.Choice.NOT_FITTING;
    }
  }
}
