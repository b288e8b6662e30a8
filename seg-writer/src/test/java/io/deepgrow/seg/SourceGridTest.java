package io.deepgrow.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.seg.write.WrittenSeg;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceGridTest {

  @Test
  void takesTheMedianOfTheStepsNotTheirMean() {
    assertThat(grid("0", "2.5", "5", "7.5", "12").medianStep()).isCloseTo(2.5, within(1e-12));
    assertThat(grid("0", "2", "5").medianStep()).isCloseTo(2.5, within(1e-12));
  }

  @Test
  void takesTheGridsOwnStepForASingleSlice() {
    assertThat(grid("-30").medianStep()).isEqualTo(SegFixture.GRID.spacing().k());
  }

  @Test
  void measuresPlanesWhereTheSlicesAre() {
    assertThat(grid("-30", "-27.4", "-25.1").planes())
        .containsExactly(new double[] {0, 2.6, 4.9}, within(1e-12));
    assertThat(SourceGrid.ofPositions(SegFixture.GRID).planes())
        .containsExactly(new double[] {0, 2.5, 5, 7.5, 10, 12.5, 15}, within(1e-12));
  }

  @Test
  void knowsThePlaceOfEachPlane() {
    assertThat(grid("-30", "-27.4").planeOrigin(1))
        .isEqualTo(new PatientPoint(-170.5, -12.25, -27.4));
    assertThat(SourceGrid.ofPositions(SegFixture.GRID).planeOrigin(2))
        .isEqualTo(new PatientPoint(-170.5, -12.25, -25));
  }

  @Test
  void wantsASliceForEveryPlane() {
    List<SourceSlice> six = SegFixture.slices().subList(0, 6);

    assertThatThrownBy(() -> SourceGrid.of(SegFixture.GRID, six))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.grid_mismatch"))
        .hasMessageContaining("6")
        .hasMessageContaining("7");
  }

  @Test
  void cannotBeWrittenOnWithoutSlices() {
    WrittenSeg written = new WrittenSeg();

    assertThatThrownBy(
            () ->
                written
                    .writer()
                    .write(
                        SourceGrid.ofPositions(SegFixture.GRID),
                        SegFixture.attributes(),
                        List.of(written.segment(1))))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.grid_mismatch"));
  }

  private static SourceGrid grid(String... z) {
    VolumeGeometry fixture = SegFixture.GRID;
    VolumeGeometry geometry =
        new VolumeGeometry(
            new GridSize(21, 22, z.length),
            fixture.spacing(),
            new PatientPoint(-170.5, -12.25, Double.parseDouble(z[0])),
            fixture.direction());
    return SourceGrid.of(
        geometry,
        Stream.of(z)
            .map(text -> SegFixture.slice("2.25.1" + text.replaceAll("[-.]", ""), 0, text))
            .toList());
  }
}
