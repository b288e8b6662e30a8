package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;

/** Studies as if they had come just now and nobody had decided on them. */
public final class AsNew {

  private AsNew() {}

  /** The study with all its series, each of them new. */
  public static SightedStudy of(SightedStudy study) {
    return new SightedStudy(
        study.id(),
        study.connection(),
        study.connectionName(),
        study.studyUid(),
        study.digest(),
        study.attributes(),
        study.series().stream().map(AsNew::fresh).toList(),
        study.settledAt(),
        false);
  }

  private static SightedSeries fresh(SightedSeries one) {
    return new SightedSeries(
        one.seriesUid(), one.modality(), one.instances(), one.attributes(), one.derived(), true);
  }
}
