package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegisteredAlignmentTest {

  private final RegisteredAlignment alignment = new RegisteredAlignment();

  /** A body of 200 mm with a bright organ, both moved by so much along x. */
  private static LoadedSeries body(double moved, int noise) {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(70, 60, 40), Spacing.isotropic(4));
    short[] voxels = new short[grid.size().arrayLength()];
    Random random = new Random(3);
    for (int n = 0; n < voxels.length; n++) {
      int i = n % 70;
      int j = n / 70 % 60;
      int k = n / (70 * 60);
      PatientPoint p = grid.toPatient(new VoxelIndex(i, j, k));
      double x = p.x() - moved;
      double hu = square((x - 130) / 100) + square((p.y() - 120) / 80) > 1 ? -1000 : 30;
      if (square((x - 90) / 35) + square((p.y() - 120) / 35) + square((p.z() - 80) / 45) < 1) {
        hu = 150;
      }
      voxels[n] = (short) (hu + random.nextGaussian() * noise);
    }
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    new CtWriter(UidSource.derived(new UUID(3, noise)), Instant.EPOCH, PatientModule.PHANTOM)
        .write(Volume.of(grid, voxels))
        .forEach(loader::add);
    return loader.finish();
  }

  private static double square(double value) {
    return value * value;
  }

  @Test
  void aPlaceIsCarriedOverToWhereTheSameBodyLiesNow() {
    PatientPoint organ = new PatientPoint(90, 120, 80);
    assertThat(alignment.place(organ, body(0, 10), body(16, 12)).orElseThrow())
        .satisfies(
            found ->
                assertThat(found.minus(new PatientPoint(106, 120, 80)).length()).isLessThan(4));
  }

  @Test
  void betweenCtsThatAreNotAlikeNothingIsCarriedOver() {
    assertThat(alignment.place(new PatientPoint(90, 120, 80), body(0, 10), body(16, 900)))
        .isEmpty();
  }
}
