package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import jakarta.enterprise.context.ApplicationScoped;

/** Where in a series the first click of a structure goes. */
@ApplicationScoped
class SeedPlaces {

  private final PriorSeeds priors;

  SeedPlaces(PriorSeeds priors) {
    this.priors = priors;
  }

  /**
   * The voxel of a target's first click.
   *
   * @throws JobException {@code routing.no_body}, {@code routing.seed_outside}, {@code
   *     routing.no_seed}, {@code routing.prior_not_found}, {@code routing.prior_not_aligned}
   */
  VoxelIndex of(Segment.Target target, JobView job, LoadedSeries series) {
    Volume volume = series.volume();
    Seed seed = target.seed();
    if (seed instanceof Seed.Body body) {
      return inBody(body, volume);
    }
    if (seed instanceof Seed.Patient at) {
      return voxel(new PatientPoint(at.x(), at.y(), at.z()), volume, target.structure());
    }
    if (seed instanceof Seed.Prior prior) {
      return voxel(priors.of(target.structure(), prior, job, series), volume, target.structure());
    }
    throw JobException.permanent(
        JobCode.NO_SEED, "The order of this job names no place for " + target.structure());
  }

  private static VoxelIndex inBody(Seed.Body seed, Volume volume) {
    BodyBox box =
        BodyBox.of(volume)
            .orElseThrow(
                () ->
                    JobException.permanent(
                        JobCode.NO_BODY, "Nothing in the series is denser than -500 HU"));
    VoxelIndex near =
        volume.geometry().toIndex(box.at(seed.left(), seed.back(), seed.head())).nearest();
    GridSize size = volume.size();
    // half a voxel beyond the outermost centre is within the box, and outside of the grid
    return new VoxelIndex(
        within(near.i(), size.i()), within(near.j(), size.j()), within(near.k(), size.k()));
  }

  private static int within(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }

  private static VoxelIndex voxel(PatientPoint point, Volume volume, String structure) {
    VoxelIndex near = volume.geometry().toIndex(point).nearest();
    if (!volume.geometry().contains(near)) {
      throw JobException.permanent(
          JobCode.SEED_OUTSIDE, "The place for " + structure + " lies outside of the series");
    }
    return near;
  }
}
