package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How a PACS is watched for new studies.
 *
 * @param quietSeconds how long nothing of a study may have come before it counts as complete
 * @param longestWaitSeconds how long a study that goes on changing is waited for
 * @param windowDays how many days back searches look by the study's date, today among them
 */
public record SourceSettings(
    @NotNull @Nullable Way way,
    int quietSeconds,
    int longestWaitSeconds,
    @NotNull @Nullable Overdue whenOverdue,
    int windowDays) {

  private static final int DAY = 86_400;
  private static final int LONGEST_WAIT = 7 * DAY;
  private static final int LONGEST_WINDOW = 365;

  /** A PACS that nobody has said anything about is not watched. */
  static final SourceSettings USUAL = new SourceSettings(Way.OFF, 60, 5400, Overdue.PROCEED, 3);

  /**
   * The same, if it can hold.
   *
   * @throws ApiException {@code request.malformed}
   */
  SourceSettings checked() {
    require("quietSeconds", quietSeconds, DAY);
    require("longestWaitSeconds", longestWaitSeconds, LONGEST_WAIT);
    require("windowDays", windowDays, LONGEST_WINDOW);
    if (longestWaitSeconds < quietSeconds) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "longestWaitSeconds is no less than quietSeconds");
    }
    return this;
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new ApiException(ErrorCode.BAD_REQUEST, name + " is 1 to " + most);
    }
  }
}
