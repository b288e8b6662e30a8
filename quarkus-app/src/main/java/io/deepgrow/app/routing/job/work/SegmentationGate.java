package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.job.JobOutputs.Agreement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Decides whether what the network made is stored, or a person looks at it first. */
final class SegmentationGate {

  private SegmentationGate() {}

  /** What is to become of it. */
  sealed interface Verdict {

    /** It is sure enough. */
    record Store() implements Verdict {}

    /**
     * A person gets it.
     *
     * @param reason in words
     */
    record Give(Assign to, String reason) implements Verdict {}

    /**
     * It is not sure enough, and nobody is named who would get it.
     *
     * @param reason in words
     */
    record Refuse(String reason) implements Verdict {}
  }

  /** The verdict on the structures of an action. */
  static Verdict of(Segment action, List<Agreement> agreements) {
    List<Agreement> below =
        agreements.stream().filter(a -> !(a.agreement() >= action.minConfidence())).toList();
    if (below.isEmpty()) {
      return new Verdict.Store();
    }
    String reason =
        below.stream()
                .map(a -> a.structure() + " " + figure(a.agreement()))
                .collect(Collectors.joining(", ", "The network is not sure of ", ""))
            + "; at least "
            + figure(action.minConfidence())
            + " is asked for";
    Assign otherwise = action.otherwise();
    return otherwise == null ? new Verdict.Refuse(reason) : new Verdict.Give(otherwise, reason);
  }

  private static String figure(double share) {
    return String.format(Locale.ROOT, "%.2f", share);
  }
}
