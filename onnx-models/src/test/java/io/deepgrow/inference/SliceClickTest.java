package io.deepgrow.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import io.deepgrow.model.Activation;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Network;
import io.deepgrow.model.Orientation;
import io.deepgrow.model.TrainingRecord;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks that count in their slice only, for networks that see the mask before and others. */
class SliceClickTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(40, 36, 30), Spacing.isotropic(1));
  private static final Volume VOLUME = Volume.of(GRID, new short[GRID.size().arrayLength()]);

  /** Balls about positive clicks, without those about negative ones; on the mask before, if any. */
  private static Predictor predictor(boolean previous) {
    List<InputChannel> channels =
        new ArrayList<>(List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE));
    if (previous) {
      channels.add(InputChannel.PREVIOUS);
    }
    Network balls =
        (input, grid, logits) -> {
          int n = logits.length;
          for (int v = 0; v < n; v++) {
            boolean before = previous && input[3 * n + v] > 0.5f;
            boolean in = before || input[n + v] > 0.3f;
            logits[v] = in && input[2 * n + v] <= 0.3f ? 5 : -5;
          }
        };
    return new Predictor(
        new ModelDescriptor(
            "stub",
            "1",
            "Stub",
            "stub",
            "image",
            "logits",
            channels,
            GridSize.cube(32),
            new Intensity(0, 100, -3, 3),
            new GuidanceSettings(2, GuidanceSettings.Combine.MAX),
            new CropSettings.Zoom(32, 1, 1.5, 0, 1),
            Orientation.ANY,
            Activation.SIGMOID,
            0.5,
            List.of(),
            "none",
            "none",
            "tests",
            "0".repeat(64),
            TrainingRecord.unknown()),
        balls);
  }

  private static Mask mask(boolean previous, Click... clicks) {
    return predictor(previous).predict(VOLUME, List.of(clicks)).mask();
  }

  private static long inSlice(Mask mask, int k) {
    long count = 0;
    for (int j = 0; j < GRID.size().j(); j++) {
      for (int i = 0; i < GRID.size().i(); i++) {
        count += mask.get(i, j, k) ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstMarksItsSliceOnly(boolean previous) {
    Click click = Click.positive(16, 16, 14);
    Mask flat = mask(previous, click.inSlice());
    Mask whole = mask(previous, click);
    assertThat(flat.count()).isPositive().isEqualTo(inSlice(whole, 14)).isLessThan(whole.count());
    assertThat(flat.boundingBox().orElseThrow().size().k()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCorrectionLeavesTheOtherSlicesAsTheyWere(boolean previous) {
    Click first = Click.positive(16, 16, 14);
    Mask before = mask(previous, first);
    Mask after = mask(previous, first, Click.negative(17, 16, 15).inSlice());
    assertThat(after.get(17, 16, 15)).isFalse();
    assertThat(inSlice(after, 15)).isLessThan(inSlice(before, 15));
    for (int k = 0; k < GRID.size().k(); k++) {
      if (k != 15) {
        assertThat(inSlice(after, k)).isEqualTo(inSlice(before, k));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClickForTheVolumeAfterItCountsEverywhere(boolean previous) {
    Click flat = Click.positive(16, 16, 14).inSlice();
    Mask grown = mask(previous, flat, Click.positive(20, 16, 14));
    assertThat(grown.boundingBox().orElseThrow().size().k()).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneByOneOrAllAtOnceIsTheSame(boolean previous) {
    List<Click> clicks =
        List.of(
            Click.positive(16, 16, 14),
            Click.positive(22, 16, 12).inSlice(),
            Click.negative(14, 16, 14).inSlice());
    Predictor one = predictor(previous);
    Mask last = Mask.empty(GRID);
    for (int n = 1; n <= clicks.size(); n++) {
      last = one.predict(VOLUME, clicks.subList(0, n)).mask();
    }
    assertThat(predictor(previous).predict(VOLUME, clicks).mask().sameVoxels(last)).isTrue();
    for (Click click : clicks) {
      assertThat(last.get(click.voxel())).isEqualTo(click.isPositive());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void worksAtTheFirstAndTheLastSlice(boolean previous) {
    for (int k : new int[] {0, GRID.size().k() - 1}) {
      Mask mask = mask(previous, Click.positive(16, 16, k).inSlice());
      assertThat(mask.get(new VoxelIndex(16, 16, k))).isTrue();
      assertThat(mask.boundingBox().orElseThrow().start().k()).isEqualTo(k);
    }
  }

  @Test
  void aNetworkThatSeesNoMaskCorrectsTheOneItStartsFrom() {
    Mask start = mask(false, Click.positive(8, 10, 10), Click.positive(30, 20, 20));
    Predictor predictor = predictor(false);
    Mask grown = predictor.predict(VOLUME, start, List.of(Click.positive(10, 10, 10))).mask();
    assertThat(start.andNot(grown).isEmpty()).isTrue();
    assertThat(grown.count()).isGreaterThan(start.count());
    Mask less = predictor.predict(VOLUME, start, List.of(Click.negative(30, 20, 20))).mask();
    assertThat(less.get(8, 10, 10)).isTrue();
    assertThat(less.count()).isLessThan(start.count() - 5);
  }
}
