package io.deepgrow.volume.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RigidRegistrationTest {

  /** A body with a spine and two organs, as a function of place: any grid can look at it. */
  private static short anatomy(PatientPoint p, Random noise) {
    double body = square(p.x() / 160) + square(p.y() / 110);
    double hu = body > 1 ? -1000 : body > 0.85 ? -100 : 40;
    if (body <= 1) {
      if (square(p.x() / 25) + square((p.y() - 70) / 25) < 1) {
        hu = 250 + 100 * Math.sin(square(p.z() + 150) / 1500);
      } else if (square((p.x() + 60) / 32) + square((p.y() + 10) / 30) + square((p.z() - 20) / 32)
          < 1) {
        hu = 110;
      } else if (square((p.x() - 80) / 28) + square(p.y() / 28) + square((p.z() - 40) / 30) < 1) {
        hu = -600;
      }
    }
    return (short) (hu + noise.nextGaussian() * 20);
  }

  private static double square(double value) {
    return value * value;
  }

  private static Volume scan(
      GridSize size, Spacing spacing, PatientPoint origin, RigidTransform t) {
    VolumeGeometry axial = VolumeGeometry.axial(size, spacing);
    VolumeGeometry grid = new VolumeGeometry(size, spacing, origin, axial.direction());
    short[] voxels = new short[size.arrayLength()];
    Random noise = new Random(1);
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        for (int i = 0; i < size.i(); i++) {
          voxels[size.flat(i, j, k)] =
              anatomy(t.apply(grid.toPatient(new VoxelIndex(i, j, k))), noise);
        }
      }
    }
    return Volume.of(grid, voxels);
  }

  private static Volume earlier() {
    return scan(
        new GridSize(96, 72, 60),
        new Spacing(4, 4, 4),
        new PatientPoint(-190, -140, -100),
        RigidTransform.none(new PatientPoint(0, 0, 0)));
  }

  @Test
  void findsTheSamePlaceInAPatientWhoLiesOtherwise() {
    RigidTransform lies =
        new RigidTransform(
            new PatientPoint(0, 0, 0), new Vector3(0.05, -0.04, 0.09), new Vector3(18, -12, 35));
    Volume later =
        scan(
            new GridSize(80, 80, 40),
            new Spacing(5, 5, 5),
            new PatientPoint(-200, -190, -130),
            lies);

    RigidRegistration registration = RigidRegistration.of(earlier(), later);

    assertThat(registration.correlation()).isGreaterThan(0.9);
    for (PatientPoint place :
        new PatientPoint[] {new PatientPoint(-60, -10, 20), new PatientPoint(80, 0, 40)}) {
      PatientPoint found = registration.place(place).orElseThrow();
      assertThat(found.minus(lies.unapply(place)).length()).isLessThan(5);
      assertThat(registration.correlationNear(found)).isGreaterThan(0.7);
    }
  }

  @Test
  void aPlaceThatTheLaterScanDoesNotShowIsNowhere() {
    Volume top =
        scan(
            new GridSize(96, 72, 25),
            new Spacing(4, 4, 4),
            new PatientPoint(-190, -140, 20),
            RigidTransform.none(new PatientPoint(0, 0, 0)));
    RigidRegistration registration = RigidRegistration.of(earlier(), top);
    assertThat(registration.place(new PatientPoint(0, 70, -90))).isEmpty();
    assertThat(registration.place(new PatientPoint(0, 70, 60))).isPresent();
  }

  @Test
  void whatHasNothingInCommonIsNotAlike() {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(40), Spacing.isotropic(5));
    short[] noise = new short[grid.size().arrayLength()];
    Random random = new Random(2);
    for (int n = 0; n < noise.length; n++) {
      noise[n] = (short) (random.nextInt(600) - 200);
    }
    RigidRegistration registration = RigidRegistration.of(Volume.of(grid, noise), earlier());
    assertThat(registration.correlation()).isLessThan(0.5);
  }
}
