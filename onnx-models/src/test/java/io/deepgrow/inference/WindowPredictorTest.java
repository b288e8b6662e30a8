package io.deepgrow.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.inference.crop.Stored;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.Network;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowPredictorTest {

  private static final CropSettings.Window PUBLISHED =
      new CropSettings.Window(new Spacing(1, 1, 3), 20, Fill.STRETCH);

  /** Bright is inside: 100 HU is, −100 HU is not. */
  private static final Network BRIGHT =
      (input, grid, logits) -> {
        for (int v = 0; v < logits.length; v++) {
          logits[v] = input[v] + 208f / 388;
        }
      };

  private static Predictor predictor(
      Fill fill, Orientation orientation, int edge, Network network) {
    CropSettings.Window window = new CropSettings.Window(new Spacing(1, 1, 3), 5, fill);
    return new Predictor(StubModels.of(window, orientation, GridSize.cube(edge)), network);
  }

  private static Volume ball(VolumeGeometry grid, double radius) {
    short[] voxels = new short[grid.size().arrayLength()];
    PatientPoint middle =
        grid.toPatient(
            new VoxelIndex(grid.size().i() / 2, grid.size().j() / 2, grid.size().k() / 2));
    for (int flat = 0; flat < voxels.length; flat++) {
      double d = grid.toPatient(grid.size().voxel(flat)).minus(middle).length();
      voxels[flat] = (short) (d < radius ? 100 : -100);
    }
    return Volume.of(grid, voxels);
  }

  private static Direction oblique() {
    Vector3 i = new Vector3(0.9, 0.3, -0.2).normalized();
    Vector3 j = i.cross(new Vector3(0.1, -0.4, -0.9)).normalized();
    return Direction.ofRowAndColumn(i, j);
  }

  private static VolumeGeometry anisotropic(GridSize size) {
    return new VolumeGeometry(
        size, new Spacing(0.9, 1.2, 2.5), new PatientPoint(-30, 12, 400), oblique());
  }

  private static void assertFinds(Prediction prediction, double radius) {
    double expected = 4 / 3.0 * Math.PI * radius * radius * radius;
    double voxel = prediction.mask().geometry().spacing().voxelVolume();
    assertThat(prediction.mask().count() * voxel).isBetween(0.93 * expected, 1.07 * expected);
  }

  @Test
  void thePublishedModelFindsABallInAnObliqueAnisotropicVolume() {
    Volume volume = ball(anisotropic(new GridSize(150, 140, 60)), 30);
    int[] voxels = new int[1];
    Network counting =
        (input, grid, logits) -> {
          voxels[0] = input.length;
          BRIGHT.run(input, grid, logits);
        };
    Predictor predictor =
        new Predictor(StubModels.of(PUBLISHED, Orientation.RAS, GridSize.cube(128)), counting);

    Prediction prediction = predictor.predict(volume, List.of(Click.positive(75, 70, 30)));

    assertFinds(prediction, 30);
    assertThat(voxels[0]).isEqualTo(3 * 128 * 128 * 128);
    assertThat(prediction.passes()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aThinVolumeIsStretchedOrPadded(Fill fill) {
    Volume volume = ball(anisotropic(new GridSize(50, 45, 20)), 15);
    Prediction prediction =
        predictor(fill, Orientation.RAS, 64, BRIGHT)
            .predict(volume, List.of(Click.positive(25, 22, 10)));
    assertFinds(prediction, 15);
  }

  @ParameterizedTest
  @EnumSource
  void clicksFarApartShrinkTheWholeBoxIntoTheGrid(Fill fill) {
    Volume volume = ball(anisotropic(new GridSize(110, 90, 45)), 40);
    List<Click> clicks = List.of(Click.positive(55, 45, 22), Click.negative(2, 3, 1));
    List<Click> wider = List.of(clicks.get(0), clicks.get(1), Click.negative(107, 86, 43));
    assertFinds(predictor(fill, Orientation.LPS, 32, BRIGHT).predict(volume, wider), 40);
  }

  @Test
  void howAVolumeIsStoredMakesNoDifferenceInThePatient() {
    Volume volume = ball(anisotropic(new GridSize(40, 37, 17)), 9);
    volume.voxels()[volume.size().flat(20, 18, 12)] = 900;
    List<Click> clicks =
        List.of(Click.positive(20, 18, 8), Click.positive(27, 18, 9), Click.negative(10, 22, 7));
    for (Orientation orientation : List.of(Orientation.RAS, Orientation.LPS)) {
      Mask expected =
          predictor(Fill.STRETCH, orientation, 32, StubModels.CLICKS_AND_IMAGE)
              .predict(volume, clicks)
              .mask();
      assertThat(expected.count()).isGreaterThan(100);
      for (Stored stored : Stored.all(volume)) {
        Mask mask =
            predictor(Fill.STRETCH, orientation, 32, StubModels.CLICKS_AND_IMAGE)
                .predict(stored.volume(), stored.clicks(clicks))
                .mask();
        assertThat(stored.back(mask).sameVoxels(expected)).isTrue();
      }
    }
  }

  @Test
  void theNetworkSeesAnteriorAtHighIAndRightAtHighJ() {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(32), new Spacing(1, 1, 3));
    Network highI =
        (input, size, logits) -> {
          for (int v = 0; v < logits.length; v++) {
            VoxelIndex at = size.voxel(v);
            logits[v] = at.i() >= 16 && at.j() >= 16 && at.k() >= 16 ? 1 : -1;
          }
        };
    Mask mask =
        predictor(Fill.STRETCH, Orientation.RAS, 32, highI)
            .predict(Volume.of(grid, new short[32 * 32 * 32]), List.of(Click.positive(2, 2, 30)))
            .mask();
    assertThat(mask.count()).isEqualTo(16 * 16 * 16);
    assertThat(mask.get(0, 0, 31)).isTrue();
    assertThat(mask.get(15, 15, 16)).isTrue();
    assertThat(mask.get(16, 15, 16)).isFalse();
  }

  @Test
  void secondClickInTheSameWindowGivesWhatAFreshPredictorGives() {
    Volume volume = ball(anisotropic(new GridSize(50, 45, 20)), 15);
    List<Click> more = List.of(Click.positive(25, 22, 10), Click.negative(27, 22, 10));
    Predictor predictor = predictor(Fill.STRETCH, Orientation.RAS, 64, StubModels.CLICKS_AND_IMAGE);
    predictor.predict(volume, more.subList(0, 1));

    Mask second = predictor.predict(volume, more).mask();

    Mask fresh =
        predictor(Fill.STRETCH, Orientation.RAS, 64, StubModels.CLICKS_AND_IMAGE)
            .predict(volume, more)
            .mask();
    assertThat(second.sameVoxels(fresh)).isTrue();
    assertThat(second.get(27, 22, 10)).isFalse();
  }

  @Test
  void worksOnOneSlice() {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(40, 40, 1), new Spacing(1.5, 1.5, 5));
    Volume volume = ball(grid, 15);
    for (Fill fill : Fill.values()) {
      Mask mask =
          predictor(fill, Orientation.RAS, 32, BRIGHT)
              .predict(volume, List.of(Click.positive(20, 20, 0)))
              .mask();
      assertThat(mask.get(22, 18, 0)).isTrue();
      assertThat(mask.get(36, 20, 0)).isFalse();
    }
  }

  @Test
  void aZoomModelTakesTheVolumesOwnAxesOnly() {
    CropSettings.Zoom zoom = new CropSettings.Zoom(60, 1.3, 1.5, 2, 0.01);
    assertThatThrownBy(
            () -> new Predictor(StubModels.of(zoom, Orientation.RAS, GridSize.cube(32)), BRIGHT))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("model.unsupported"));
  }
}
