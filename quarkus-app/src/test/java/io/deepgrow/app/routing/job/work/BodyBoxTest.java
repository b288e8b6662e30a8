package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyBoxTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(40, 30, 20), new Spacing(2, 3, 5));

  private static short[] air() {
    short[] voxels = new short[GRID.size().arrayLength()];
    Arrays.fill(voxels, (short) -1000);
    return voxels;
  }

  private static void fill(short[] voxels, int from, int to, int hu) {
    for (int k = from / 4; k < to / 4; k++) {
      for (int j = from; j < to; j++) {
        Arrays.fill(voxels, GRID.size().flat(from, j, k), GRID.size().flat(to, j, k), (short) hu);
      }
    }
  }

  @Test
  void isTheBoxOfTheLargestDensePartInPatientSpace() {
    short[] voxels = air();
    fill(voxels, 8, 24, 40);
    // a table, apart from the body and smaller
    fill(voxels, 26, 29, 200);

    BodyBox box = BodyBox.of(Volume.of(GRID, voxels)).orElseThrow();

    assertThat(box.least())
        .isEqualTo(GRID.toPatient(new io.deepgrow.volume.grid.VoxelIndex(8, 8, 2)));
    assertThat(box.most())
        .isEqualTo(GRID.toPatient(new io.deepgrow.volume.grid.VoxelIndex(23, 23, 5)));
  }

  @Test
  void aPlaceIsAShareOfTheWayFromRightToLeftFrontToBackAndFeetToHead() {
    BodyBox box = new BodyBox(new PatientPoint(-100, -50, 0), new PatientPoint(100, 150, 400));
    assertThat(box.at(0, 0, 0)).isEqualTo(box.least());
    assertThat(box.at(1, 1, 1)).isEqualTo(box.most());
    assertThat(box.at(0.25, 0.5, 0.75)).isEqualTo(new PatientPoint(-50, 50, 300));
  }

  @Test
  void whereAllIsAirOrLungThereIsNoBody() {
    short[] voxels = air();
    fill(voxels, 8, 24, -500);
    assertThat(BodyBox.of(Volume.of(GRID, voxels))).isEqualTo(Optional.empty());
  }

  @Test
  void onACoarseGridTheBoxOfAPhantomIsThatOfItsDenseVoxels() {
    Volume ct = new PhantomGenerator(1).generate(PhantomSpec.small()).ct();
    BodyBox box = BodyBox.of(ct).orElseThrow();
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (int flat = 0; flat < ct.size().arrayLength(); flat++) {
      if (ct.voxels()[flat] > -500) {
        double x = ct.geometry().toPatient(ct.size().voxel(flat)).x();
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
    }
    double cell = 4 * ct.geometry().spacing().i();
    assertThat(box.least().x()).isCloseTo(least, within(cell));
    assertThat(box.most().x()).isCloseTo(most, within(cell));
  }
}
