package io.deepgrow.app.routing.job.work;

import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.PatientPoint;
import java.util.Optional;

/** Brings places of one series into another one that does not share its frame of reference. */
interface Alignment {

  /**
   * Where a place of an earlier series is in a later one, LPS mm; empty when that can't be told.
   */
  Optional<PatientPoint> place(PatientPoint place, LoadedSeries earlier, LoadedSeries later);
}
