package io.deepgrow.seg.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DecimalString;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A grid seen the other way round has its voxels where they were. */
class FlippedGridTest {

  private static final GridSize SIZE = new GridSize(5, 4, 3);
  private static final Direction OBLIQUE = oblique();
  private static final VolumeGeometry GRID =
      new VolumeGeometry(SIZE, new Spacing(0.75, 1.5, 4), new PatientPoint(-17, 23, 101), OBLIQUE);

  private static Direction oblique() {
    Vector3 i = new Vector3(2, 1, 2).times(1 / 3.0);
    Vector3 j = new Vector3(-2, 2, 1).times(1 / 3.0);
    return new Direction(i, j, i.cross(j));
  }

  private static SourceGrid withSlices() {
    List<SourceSlice> slices = new ArrayList<>();
    for (int k = 0; k < SIZE.k(); k++) {
      PatientPoint at = GRID.toPatient(new VoxelIndex(0, 0, k));
      slices.add(
          new SourceSlice(
              new SopInstanceUid("2.25." + (100 + k)),
              "1.2.840.10008.5.1.4.1.1.2",
              0,
              List.of(DecimalString.of(at.x()), DecimalString.of(at.y()), DecimalString.of(at.z())),
              List.of(),
              List.of(),
              ""));
    }
    return SourceGrid.of(GRID, slices);
  }

  private static List<Double> orientation(int i, int j) {
    Vector3 row = OBLIQUE.i().times(i);
    Vector3 column = OBLIQUE.j().times(j);
    return List.of(row.x(), row.y(), row.z(), column.x(), column.y(), column.z());
  }

  private static VoxelIndex turned(VoxelIndex at, int i, int j) {
    return new VoxelIndex(
        i < 0 ? SIZE.i() - 1 - at.i() : at.i(),
        j < 0 ? SIZE.j() - 1 - at.j() : at.j(),
        i != j ? SIZE.k() - 1 - at.k() : at.k());
  }

  private static double distance(PatientPoint a, PatientPoint b) {
    return a.minus(b).length();
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "1, -1", "-1, -1"})
  void everyVoxelLiesWhereItLayUnderItsOtherIndex(int i, int j) {
    for (SourceGrid source : List.of(withSlices(), SourceGrid.ofPositions(GRID))) {
      VolumeGeometry flipped =
          FlippedGrid.of(source, orientation(i, j)).orElseThrow().grid().geometry();
      for (int k = 0; k < SIZE.k(); k++) {
        for (int row = 0; row < SIZE.j(); row++) {
          for (int column = 0; column < SIZE.i(); column++) {
            VoxelIndex at = new VoxelIndex(column, row, k);
            assertThat(distance(flipped.toPatient(at), GRID.toPatient(turned(at, i, j))))
                .isLessThan(1e-9);
          }
        }
      }
      assertThat(
              flipped.direction().k().dot(flipped.direction().i().cross(flipped.direction().j())))
          .as("the normal rises with the planes")
          .isGreaterThan(0.99);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "1, -1", "-1, -1"})
  void everyPlaneStillNamesTheImageThatItWasMadeFrom(int i, int j) {
    SourceGrid flipped = FlippedGrid.of(withSlices(), orientation(i, j)).orElseThrow().grid();

    for (int k = 0; k < SIZE.k(); k++) {
      SourceSlice slice = flipped.slices().get(k);
      int own = i != j ? SIZE.k() - 1 - k : k;
      assertThat(slice.sopInstanceUid().value()).isEqualTo("2.25." + (100 + own));
      assertThat(distance(slice.position(), flipped.geometry().toPatient(new VoxelIndex(0, 0, k))))
          .isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "1, -1", "-1, -1"})
  void aMaskOfTheFlippedGridComesBackToItsPlaces(int i, int j) {
    Random random = new Random(3);
    FlippedGrid flipped = FlippedGrid.of(withSlices(), orientation(i, j)).orElseThrow();
    Mask seen = Mask.empty(flipped.grid().geometry());
    Mask expected = Mask.empty(GRID);
    for (int n = 0; n < 25; n++) {
      VoxelIndex at = new VoxelIndex(random.nextInt(5), random.nextInt(4), random.nextInt(3));
      seen.set(at, true);
      expected.set(turned(at, i, j), true);
    }

    assertThat(flipped.unflipped(seen).sameVoxels(expected)).isTrue();
  }

  @Test
  void whatIsNotTheOtherWayRoundIsLeftToOthers() {
    SourceGrid source = withSlices();

    assertThat(FlippedGrid.of(source, orientation(1, 1))).isEmpty();
    assertThat(FlippedGrid.of(source, List.of())).isEmpty();
    assertThat(FlippedGrid.of(source, orientation(-1, -1).subList(0, 5))).isEmpty();
    assertThat(FlippedGrid.of(source, List.of(-1.0, 0.0, 0.0, 0.0, -1.0, 0.0))).isEmpty();
  }

  @Test
  void rowsForColumnsAreNoFlip() {
    List<Double> o = orientation(-1, -1);

    assertThat(
            FlippedGrid.of(
                withSlices(), List.of(o.get(3), o.get(4), o.get(5), o.get(0), o.get(1), o.get(2))))
        .isEmpty();
  }
}
