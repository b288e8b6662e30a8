package io.deepgrow.app.routing.job.work;

import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.register.RigidRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.WeakReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lays the earlier CT on the later one, and trusts that only where both are alike, as a whole and
 * around the place: two patients are not, nor is what moved in the meantime (docs/routing.md has
 * the figures behind both bounds).
 */
@ApplicationScoped
class RegisteredAlignment implements Alignment {

  /** Correlation over the body: trunks and heads of two patients reach .61. */
  private static final double LEAST = 0.7;

  /** Correlation within four centimetres of the place: two thighs are alike as a whole alone. */
  private static final double LEAST_NEAR = 0.65;

  /** A registration, for the other structures of the same job. */
  private record Known(
      WeakReference<Volume> earlier, WeakReference<Volume> later, RigidRegistration found) {

    boolean isOf(Volume before, Volume after) {
      return earlier.refersTo(before) && later.refersTo(after);
    }
  }

  private volatile @Nullable Known last;

  private RigidRegistration registration(Volume earlier, Volume later) {
    Known known = last;
    if (known != null && known.isOf(earlier, later)) {
      return known.found();
    }
    RigidRegistration found = RigidRegistration.of(earlier, later);
    last = new Known(new WeakReference<>(earlier), new WeakReference<>(later), found);
    return found;
  }

  @Override
  public Optional<PatientPoint> place(
      PatientPoint place, LoadedSeries earlier, LoadedSeries later) {
    RigidRegistration registration = registration(earlier.volume(), later.volume());
    if (registration.correlation() < LEAST) {
      return Optional.empty();
    }
    return registration
        .place(place)
        .filter(found -> registration.correlationNear(found) >= LEAST_NEAR);
  }
}
