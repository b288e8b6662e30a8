package io.deepgrow.app.console;

import io.deepgrow.app.registry.ChangeView;
import io.deepgrow.app.registry.VersionView;
import io.deepgrow.app.training.RunCurves;
import io.deepgrow.app.training.RunView;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages write about versions of models and training runs. */
@TemplateExtension(namespace = "model")
final class ModelTexts {

  private static final int SHORT = 12;

  private ModelTexts() {}

  /** By which people know a version, and what they type to activate it. */
  static String name(VersionView version) {
    return version.model() + " " + version.version();
  }

  /** The first digits of a hash. */
  static String digits(String sha256) {
    return sha256.length() <= SHORT ? sha256 : sha256.substring(0, SHORT) + "…";
  }

  /** The class of a state's colour, of versions, trials, changes and runs. */
  static String tone(String state) {
    return switch (state) {
      case "ACTIVE", "DONE" -> "good";
      case "FAILED" -> "bad";
      case "RETIRED", "WITHDRAWN", "CANCELLED" -> "quiet";
      case "TRIED" -> "";
      default -> "warn";
    };
  }

  /** What a state of a version means. */
  static String meaning(String state) {
    return switch (state) {
      case "ADDED" -> "Try it before it can be activated.";
      case "TRIED" -> "It was tried and can be activated.";
      case "CANARY" -> "A share of new sessions begins with it.";
      case "ACTIVE" -> "New sessions of its model begin with it.";
      case "RETIRED" -> "Sessions of its time go on with it; new ones begin with another.";
      default -> "";
    };
  }

  /** Where a version came from. */
  static String source(VersionView version) {
    return switch (version.source()) {
      case BUNDLED -> "a release of the service";
      case MOUNTED -> "the folder deepgrow.models.dir";
      case UPLOADED -> "an upload of " + version.addedBy();
      case TRAINED -> "a training run, taken over by " + version.addedBy();
    };
  }

  /** What was done. */
  static String deed(ChangeView change) {
    return switch (change.kind()) {
      case START -> "Started with";
      case ACTIVATE ->
          change.standard() ? "Activate, for sessions that name no model too" : "Activate";
      case ROLL_BACK -> "Roll back";
      case CANARY -> "Canary, " + change.share() + " of 100 new sessions";
      case STOP_CANARY -> "Stop the canary";
    };
  }

  /** The time that is left, as people say it. */
  static String left(@Nullable Long seconds) {
    return seconds == null ? "–" : Texts.seconds(seconds);
  }

  /** A Dice with three digits. */
  static String dice(double dice) {
    return String.format(Locale.ROOT, "%.3f", dice);
  }

  /** A value of a curve. */
  static String value(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4g", value);
  }

  /** The mean Dice of the last validation of a run; 0 before the first. */
  static double lastScore(RunView run) {
    List<RunCurves.Validated> all = run.curves().validated();
    return all.isEmpty() ? 0 : all.get(all.size() - 1).score();
  }

  /** Dice after each click, in one line. */
  static String row(List<Double> dice) {
    return String.join("  ", dice.stream().map(ModelTexts::dice).toList());
  }
}
