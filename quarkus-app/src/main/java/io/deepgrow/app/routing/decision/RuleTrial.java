package io.deepgrow.app.routing.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.rule.RuleBody;
import io.deepgrow.app.routing.rule.RuleDraft;
import io.deepgrow.app.routing.rule.RuleVersions;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries what a rule would say of one study; nothing is done, and nothing is written down. */
@ApplicationScoped
public class RuleTrial {

  private static final int MOST_SERIES = 200;
  private static final UUID NONE = new UUID(0, 0);

  /**
   * A study that somebody describes.
   *
   * @param connection null for the configured one
   */
  public record DescribedStudy(
      @Nullable String connection,
      @Nullable Map<String, String> attributes,
      @Nullable List<DescribedSeries> series) {}

  /** A series that somebody describes. */
  public record DescribedSeries(
      @Nullable String modality,
      @Nullable Integer instances,
      @Nullable Boolean derived,
      @Nullable Map<String, String> attributes) {}

  /** What would be done. */
  public record WouldDo(String seriesUid, JsonNode action) {}

  /** What came of a trial. */
  public record TriedRule(RuleOutcome outcome, Why why, List<WouldDo> would) {}

  private final RuleVersions versions;
  private final TrialStudies studies;
  private final Verdicts verdicts;
  private final CurrentCaller callers;

  RuleTrial(RuleVersions versions, TrialStudies studies, Verdicts verdicts, CurrentCaller callers) {
    this.versions = versions;
    this.studies = studies;
    this.verdicts = verdicts;
    this.callers = callers;
  }

  /**
   * Tries a draft on a sighted study, as if it came just now.
   *
   * @throws ApiException {@code rule.unusable}, {@code sighting.not_found}
   */
  public TriedRule of(RuleDraft draft, UUID sighting) {
    requireOperator();
    RuleBody body = versions.checked(draft);
    return tried(body, studies.require(sighting));
  }

  /**
   * Tries a draft on a study that somebody describes.
   *
   * @throws ApiException {@code rule.unusable}, {@code request.malformed}
   */
  public TriedRule of(RuleDraft draft, DescribedStudy described) {
    requireOperator();
    return tried(versions.checked(draft), study(described));
  }

  private void requireOperator() {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
  }

  private TriedRule tried(RuleBody body, SightedStudy study) {
    CompiledRule rule = CompiledRule.of(NONE, "draft", 0, body);
    Verdict verdict = verdicts.about(study).of(ActiveRule.of(rule));
    List<WouldDo> would =
        Ordering.of(rule, study, verdict).stream()
            .map(order -> new WouldDo(order.seriesUid(), RuleDraft.json(order.action())))
            .toList();
    return new TriedRule(verdict.outcome(), verdict.why(), would);
  }

  private static SightedStudy study(DescribedStudy described) {
    List<DescribedSeries> given = Objects.requireNonNullElse(described.series(), List.of());
    if (given.size() > MOST_SERIES) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "study.series has at most " + MOST_SERIES + " series");
    }
    List<SightedSeries> series = new ArrayList<>();
    for (DescribedSeries one : given) {
      Map<String, String> attributes = attributes(one.attributes());
      series.add(
          new SightedSeries(
              attributes.getOrDefault("SeriesInstanceUID", "series " + (series.size() + 1)),
              Objects.requireNonNullElse(one.modality(), ""),
              Objects.requireNonNullElse(one.instances(), 0),
              attributes,
              Boolean.TRUE.equals(one.derived()),
              true));
    }
    Map<String, String> attributes = attributes(described.attributes());
    return new SightedStudy(
        NONE,
        ConnectionId.DEFAULT,
        Objects.requireNonNullElse(described.connection(), "default"),
        attributes.getOrDefault("StudyInstanceUID", "study"),
        "",
        attributes,
        series,
        Instant.EPOCH,
        false);
  }

  private static Map<String, String> attributes(@Nullable Map<String, String> given) {
    if (given == null) {
      return Map.of();
    }
    if (given.containsValue(null) || given.containsKey(null)) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "study has a null among its attributes");
    }
    return given;
  }
}
