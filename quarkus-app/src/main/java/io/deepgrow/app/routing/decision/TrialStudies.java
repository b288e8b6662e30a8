package io.deepgrow.app.routing.decision;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.routing.sighting.SightedStudies;
import io.deepgrow.app.routing.sighting.SightedStudy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The studies that rules are tried on: those that were sighted, each as if it came now. */
@ApplicationScoped
public class TrialStudies {

  private final SightedStudies studies;

  public TrialStudies(SightedStudies studies) {
    this.studies = studies;
  }

  /**
   * A study.
   *
   * @throws ApiException {@code sighting.not_found}
   */
  public SightedStudy require(UUID sighting) {
    return studies
        .find(sighting)
        .map(AsNew::of)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.SIGHTING_NOT_FOUND,
                    "There is no sighting " + sighting + " that has settled"));
  }

  /**
   * The studies that settled last, the newest first.
   *
   * @param most how many
   * @param since only those that settled then or later
   */
  public List<SightedStudy> last(int most, Instant since) {
    return studies.last(most, since).stream().map(AsNew::of).toList();
  }
}
