package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickRequestTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(10, 8, 6), new Spacing(1, 1, 2));
  private static final VoxelIndex VOXEL = new VoxelIndex(3, 4, 5);

  private static Click voxel(int i, int j, int k) {
    return new ClickRequest(ClickKind.POSITIVE, new VoxelIndex(i, j, k), null, null).in(GRID);
  }

  private static Click patient(double x, double y, double z) {
    return new ClickRequest(ClickKind.NEGATIVE, null, new PatientPoint(x, y, z), null).in(GRID);
  }

  private static void refused(Runnable request, ErrorCode code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void everyVoxelIsHitByItsOwnPosition() {
    for (int k = 0; k < 6; k++) {
      for (int j = 0; j < 8; j++) {
        for (int i = 0; i < 10; i++) {
          PatientPoint at = GRID.toPatient(new VoxelIndex(i, j, k));
          assertThat(patient(at.x(), at.y(), at.z()).voxel()).isEqualTo(new VoxelIndex(i, j, k));
        }
      }
    }
  }

  @Test
  void aPositionBetweenVoxelsHitsTheNearest() {
    PatientPoint at = GRID.toPatient(VOXEL);

    assertThat(patient(at.x() + 0.4, at.y() - 0.4, at.z() + 0.9).voxel()).isEqualTo(VOXEL);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0",
    "0, -1, 0",
    "0, 0, -1",
    "10, 0, 0",
    "0, 8, 0",
    "0, 0, 6",
    "2147483647, 0, 0",
    "-2147483648, 0, 0"
  })
  void outsideTheVolumeIsRefusedWithItsSize(int i, int j, int k) {
    refused(() -> voxel(i, j, k), ErrorCode.CLICK_OUTSIDE);
    assertThatThrownBy(() -> voxel(i, j, k)).hasMessageContaining("10×8×6");
  }

  @Test
  void aPositionFarAwayIsOutsideAndNotWrappedRound() {
    refused(() -> patient(1e300, 0, 0), ErrorCode.CLICK_OUTSIDE);
    refused(() -> patient(0, -1e18, 0), ErrorCode.CLICK_OUTSIDE);
    refused(() -> patient(0, 0, 4294967296.0 * 2), ErrorCode.CLICK_OUTSIDE);
    refused(() -> patient(4294967296.0, 0, 0), ErrorCode.CLICK_OUTSIDE);
  }

  @Test
  void aPositionThatIsNoPlaceIsMalformed() {
    refused(() -> patient(Double.NaN, 0, 0), ErrorCode.BAD_REQUEST);
    refused(() -> patient(0, Double.POSITIVE_INFINITY, 0), ErrorCode.BAD_REQUEST);
    refused(() -> patient(0, 0, Double.NEGATIVE_INFINITY), ErrorCode.BAD_REQUEST);
  }

  @Test
  void aClickHasAKindAndOnePlaceAndNotTwo() {
    PatientPoint point = GRID.toPatient(VOXEL);

    refused(() -> request(null, VOXEL, null).in(GRID), ErrorCode.BAD_REQUEST);
    refused(() -> request(ClickKind.POSITIVE, null, null).in(GRID), ErrorCode.BAD_REQUEST);
    refused(() -> request(ClickKind.POSITIVE, VOXEL, point).in(GRID), ErrorCode.BAD_REQUEST);
  }

  private static ClickRequest request(
      @Nullable ClickKind kind, @Nullable VoxelIndex voxel, @Nullable PatientPoint patient) {
    return new ClickRequest(kind, voxel, patient, null);
  }

  @Test
  void aClickCountsInTheVolumeUnlessItSaysThatItIsForItsSlice() {
    assertThat(voxel(3, 4, 5).extent()).isEqualTo(ClickExtent.VOLUME);
    assertThat(new ClickRequest(ClickKind.POSITIVE, VOXEL, null, ClickExtent.SLICE).in(GRID))
        .isEqualTo(new Click(ClickKind.POSITIVE, VOXEL, ClickExtent.SLICE));
  }
}
