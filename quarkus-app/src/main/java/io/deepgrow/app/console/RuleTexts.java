package io.deepgrow.app.console;

import io.deepgrow.app.routing.condition.Explained;
import io.deepgrow.app.routing.decision.RuleOutcome;
import io.deepgrow.app.routing.decision.Why;
import io.deepgrow.app.routing.dryrun.DryRunState;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How pages write about rules. */
@TemplateExtension(namespace = "rule")
final class RuleTexts {

  /**
   * A condition in words.
   *
   * @param depth from 1; how far it lies within groups
   * @param mark what came of it
   */
  record Line(int depth, String tone, String mark, String words) {}

  private RuleTexts() {}

  /** A tree of conditions, line by line. */
  static List<Line> lines(@Nullable Explained tree) {
    List<Line> lines = new ArrayList<>();
    if (tree != null) {
      lines(tree, 1, lines);
    }
    return lines;
  }

  private static void lines(Explained part, int depth, List<Line> into) {
    String mark =
        switch (part.outcome()) {
          case TRUE -> "✓ holds";
          case FALSE -> "✗ does not hold";
          case ERROR -> "? can't be told";
        };
    String tone =
        switch (part.outcome()) {
          case TRUE -> "good";
          case FALSE -> "bad";
          case ERROR -> "warn";
        };
    into.add(new Line(depth, tone, mark, words(part)));
    List<Explained> of = part.of();
    if (of != null) {
      of.forEach(each -> lines(each, depth + 1, into));
    }
  }

  private static String words(Explained part) {
    if (part.join() != null) {
      boolean empty = part.of() == null || part.of().isEmpty();
      return switch (part.join()) {
        case ALL -> empty ? "always" : "all of these";
        case ANY -> "any of these";
        case NONE -> "none of these";
      };
    }
    String seen = part.seen() == null ? "" : "seen: " + part.seen();
    String reason = part.reason() == null ? "" : part.reason();
    String both = seen + (seen.isEmpty() || reason.isEmpty() ? "" : "; ") + reason;
    return part.attribute()
        + " "
        + part.op()
        + " "
        + part.value()
        + " ("
        + (both.isEmpty() ? "there is none" : both)
        + ")";
  }

  /** The operations that a form offers. */
  static List<String> ops() {
    return List.of("equals", "in", "contains", "matches", "present", "<", "<=", ">", ">=", "age");
  }

  /** What a form offers to ask of a study. */
  static List<String> ofStudy() {
    return List.of(
        "study.StudyDescription",
        "study.ModalitiesInStudy",
        "study.StudyDate",
        "study.ageDays",
        "study.series",
        "connection",
        "late",
        "hasSegmentationOf(spleen)",
        "priors(CT,730)");
  }

  /** What a form offers to ask of a series, beside what it offers for studies. */
  static List<String> ofSeries() {
    return List.of(
        "series.Modality",
        "series.SeriesDescription",
        "series.BodyPartExamined",
        "series.instances",
        "series.sliceThickness",
        "series.ConvolutionKernel",
        "series.ProtocolName");
  }

  /** The places of preferences. */
  static List<Integer> places() {
    return List.of(1, 2, 3);
  }

  /** The field of a preference. */
  static String prefer(Integer place) {
    return "prefer" + place;
  }

  /** An id as forms have it. */
  static String id(UUID id) {
    return id.toString();
  }

  /** What a rule said. */
  static String outcome(RuleOutcome outcome) {
    return switch (outcome) {
      case MATCH -> "matched";
      case NO_MATCH -> "did not match";
      case ERROR -> "failed";
    };
  }

  /** The class of its colour. */
  static String tone(RuleOutcome outcome) {
    return switch (outcome) {
      case MATCH -> "good";
      case NO_MATCH -> "quiet";
      case ERROR -> "bad";
    };
  }

  /** What becomes of a series. */
  static String choice(Why.Choice choice) {
    return switch (choice) {
      case CHOSEN -> "chosen";
      case NOT_PREFERRED -> "others are preferred";
      case NOT_FITTING -> "does not fit";
      case DERIVED -> "made from other series";
      case NOT_NEW -> "decided on before";
    };
  }

  /** How far a dry run is. */
  static String state(DryRunState state) {
    return switch (state) {
      case QUEUED -> "waits";
      case RUNNING -> "runs";
      case DONE -> "done";
      case FAILED -> "failed";
    };
  }

  /** The class of its colour. */
  static String tone(DryRunState state) {
    return switch (state) {
      case QUEUED, RUNNING -> "warn";
      case DONE -> "good";
      case FAILED -> "bad";
    };
  }
}
