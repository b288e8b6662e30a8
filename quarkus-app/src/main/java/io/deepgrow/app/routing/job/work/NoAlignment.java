package io.deepgrow.app.routing.job.work;

import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.PatientPoint;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Aligns nothing: only what shares a frame of reference is brought over. */
@DefaultBean
@ApplicationScoped
class NoAlignment implements Alignment {

  @Override
  public Optional<PatientPoint> place(
      PatientPoint place, LoadedSeries earlier, LoadedSeries later) {
    return Optional.empty();
  }
}
