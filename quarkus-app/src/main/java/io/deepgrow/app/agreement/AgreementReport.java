package io.deepgrow.app.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How well people agree in a project, with one another and with the network. */
public record AgreementReport(UUID project, List<Line> lines) {

  public AgreementReport {
    lines = List.copyOf(lines);
  }

  /** Whose masks are compared. */
  public enum Between {
    /** Two people's masks of one study. */
    PEOPLE,
    /** A person's mask and the network's before the person drew in it. */
    NETWORK
  }

  /**
   * All comparisons of one structure: the middle one and the worst, since a mean hides both.
   *
   * @param structure its id
   * @param comparisons how many
   * @param dice 0 to 1; the smaller the worse
   * @param hausdorff95 in mm
   * @param meanDistance in mm
   * @param volumeDifference in ml, without its sign
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String structure,
      Between between,
      long comparisons,
      @Nullable Figure dice,
      @Nullable Figure hausdorff95,
      @Nullable Figure meanDistance,
      @Nullable Figure volumeDifference) {}

  /** A figure over several comparisons. */
  public record Figure(double median, double worst) {}
}
