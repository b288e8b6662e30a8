package io.deepgrow.app.routing.action;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the values of an action lie within their bounds. */
public final class ActionBounds {

  private static final int MOST_TARGETS = 64;

  /** As many as a reading task has. */
  private static final int MOST_STRUCTURES = 30;

  private static final int MOST_CONNECTIONS = 10;
  private static final int MOST_HOURS = 8760;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_PRIORITY = 9;
  private static final double MOST_MILLIMETRES = 100_000;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");
  private static final Pattern RECEIVER = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  private final BiFunction<String, String, RuntimeException> refusal;

  private ActionBounds(BiFunction<String, String, RuntimeException> refusal) {
    this.refusal = refusal;
  }

  /**
   * Refuses what is out of bounds.
   *
   * @param path of the action, such as {@code do[1]}
   * @param refusal makes what is thrown of a place below it and what is wrong there
   */
  public static void require(
      Action action, String path, BiFunction<String, String, RuntimeException> refusal) {
    new ActionBounds(refusal).action(action, path);
  }

  private void action(Action action, String path) {
    if (action instanceof Assign assign) {
      assign(assign, path);
    } else if (action instanceof Segment segment) {
      segment(segment, path);
    } else if (action instanceof Send send) {
      require(
          !send.connections().isEmpty() && send.connections().size() <= MOST_CONNECTIONS,
          path + ".connections",
          "is a list of 1 to " + MOST_CONNECTIONS + " connections");
      requireOnce(send.connections(), path + ".connections");
    } else if (action instanceof Notify notify) {
      require(
          isText(notify.receiver(), RECEIVER),
          path + ".receiver",
          "is a name of deepgrow.routing.receivers: small letters, digits and hyphens");
    }
  }

  private void assign(Assign assign, String path) {
    require(
        assign.project() == null || isText(assign.project(), NAME),
        path + ".project",
        "is the name of a project");
    require(
        assign.account() == null || isText(assign.account(), NAME),
        path + ".account",
        "is the name of an account");
    require(
        assign.structures().size() <= MOST_STRUCTURES,
        path + ".structures",
        "has at most " + MOST_STRUCTURES + " structures");
    requireOnce(assign.structures(), path + ".structures");
    Integer due = assign.dueInHours();
    require(
        due == null || (due >= 1 && due <= MOST_HOURS),
        path + ".dueInHours",
        "is 1 to " + MOST_HOURS + " hours");
    require(
        assign.priority() >= 1 && assign.priority() <= MOST_PRIORITY,
        path + ".priority",
        "is 1 (can wait) to 9 (at once)");
  }

  private void segment(Segment segment, String path) {
    require(
        segment.model() == null || isText(segment.model(), NAME),
        path + ".model",
        "is the id of a model");
    require(
        !segment.targets().isEmpty() && segment.targets().size() <= MOST_TARGETS,
        path + ".targets",
        "is a list of 1 to " + MOST_TARGETS + " structures");
    for (int n = 0; n < segment.targets().size(); n++) {
      target(segment.targets().get(n), path + ".targets[" + n + "]");
    }
    requireOnce(
        segment.targets().stream().map(Segment.Target::structure).toList(), path + ".targets");
    require(
        segment.minConfidence() >= 0 && segment.minConfidence() <= 1,
        path + ".minConfidence",
        "is 0 to 1");
    if (segment.otherwise() != null) {
      assign(segment.otherwise(), path + ".otherwise");
    }
  }

  private void target(Segment.Target target, String path) {
    require(isText(target.structure(), NAME), path + ".structure", "is the id of a structure");
    Seed seed = target.seed();
    String place = path + ".seed";
    require(isThere(seed), place, "says from where the clicks come");
    if (seed instanceof Seed.Body body) {
      require(
          isShare(body.left()) && isShare(body.back()) && isShare(body.head()),
          place,
          "has left, back and head from 0 to 1");
    } else if (seed instanceof Seed.Patient patient) {
      require(
          Math.abs(patient.x()) <= MOST_MILLIMETRES
              && Math.abs(patient.y()) <= MOST_MILLIMETRES
              && Math.abs(patient.z()) <= MOST_MILLIMETRES,
          place,
          "has x, y and z in millimetres");
    } else if (seed instanceof Seed.Prior prior) {
      require(
          prior.maxAgeDays() >= 1 && prior.maxAgeDays() <= MOST_DAYS,
          place + ".maxAgeDays",
          "is 1 to " + MOST_DAYS + " days");
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /** What JSON leaves out is null, whatever the record says. */
  private static boolean isThere(@Nullable Object value) {
    return value != null;
  }

  private static boolean isText(@Nullable String text, Pattern pattern) {
    return text != null && !text.isBlank() && pattern.matcher(text).matches();
  }

  private void requireOnce(List<String> names, String path) {
    require(names.stream().distinct().count() == names.size(), path, "names something twice");
  }

  private void require(boolean fits, String path, String problem) {
    if (!fits) {
      throw refusal.apply(path, problem);
    }
  }
}
