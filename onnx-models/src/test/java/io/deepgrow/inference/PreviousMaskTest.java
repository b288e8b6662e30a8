package io.deepgrow.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.inference.click.InferenceException;
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

class PreviousMaskTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(40, 36, 30), Spacing.isotropic(1));

  private final List<Double> seen = new ArrayList<>();

  /** Adds what is near a positive click to the mask before, takes out what is near a negative. */
  private final Network brush =
      (input, grid, logits) -> {
        int n = logits.length;
        double before = 0;
        for (int v = 0; v < n; v++) {
          boolean in = input[3 * n + v] > 0.5f || input[n + v] > 0.3f;
          logits[v] = in && input[2 * n + v] <= 0.3f ? 1 : -1;
          before += input[3 * n + v];
        }
        seen.add(before);
      };

  private final Predictor predictor = predictor(brush, new CropSettings.Zoom(32, 1, 1.5, 0, 1));
  private final Volume volume = Volume.of(GRID, new short[GRID.size().arrayLength()]);

  private static Predictor predictor(Network network, CropSettings crop) {
    return new Predictor(
        new ModelDescriptor(
            "stub",
            "1",
            "Stub",
            "stub",
            "image",
            "logits",
            List.of(
                InputChannel.IMAGE,
                InputChannel.POSITIVE,
                InputChannel.NEGATIVE,
                InputChannel.PREVIOUS),
            GridSize.cube(32),
            new Intensity(0, 100, -3, 3),
            new GuidanceSettings(2, GuidanceSettings.Combine.MAX),
            crop,
            Orientation.ANY,
            Activation.SIGMOID,
            0.5,
            List.of(),
            "none",
            "none",
            "tests",
            "0".repeat(64),
            TrainingRecord.unknown()),
        network);
  }

  private static Click plus(int i, int j, int k) {
    return new Click(ClickKind.POSITIVE, new VoxelIndex(i, j, k));
  }

  private static Click minus(int i, int j, int k) {
    return new Click(ClickKind.NEGATIVE, new VoxelIndex(i, j, k));
  }

  @Test
  void theNetworkSeesTheMaskOfTheClicksBefore() {
    Mask first = predictor.predict(volume, List.of(plus(16, 16, 16))).mask();
    predictor.predict(volume, List.of(plus(16, 16, 16), plus(20, 16, 16)));

    assertThat(seen.get(0)).isZero();
    assertThat(seen.get(1)).isEqualTo((double) first.count());
  }

  @Test
  void aFurtherClickCostsOneRun() {
    List<Click> clicks = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      clicks.add(plus(12 + 3 * n, 16, 16));
      assertThat(predictor.predict(volume, clicks).passes()).isEqualTo(1);
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void allClicksAtOnceGiveTheMaskOfOneAfterTheOther() {
    List<Click> clicks = List.of(plus(16, 16, 16), plus(22, 16, 16), minus(18, 16, 16));
    Mask atOnce = predictor.predict(volume, clicks).mask();

    Predictor other = predictor(brush, new CropSettings.Zoom(32, 1, 1.5, 0, 1));
    Mask last = Mask.empty(GRID);
    for (int n = 1; n <= clicks.size(); n++) {
      last = other.predict(volume, clicks.subList(0, n)).mask();
    }

    assertThat(atOnce.sameVoxels(last)).isTrue();
    assertThat(predictor.predict(volume, clicks).passes()).isZero();
  }

  @Test
  void clicksGoOnFromAMaskThatWasThere() {
    Mask start = Mask.empty(GRID);
    start.set(new VoxelIndex(39, 35, 29), true);
    for (int i = 10; i < 20; i++) {
      start.set(new VoxelIndex(i, 14, 14), true);
    }
    Mask before = start.copy();

    Mask mask = predictor.predict(volume, start, List.of(minus(18, 14, 14))).mask();

    assertThat(start.sameVoxels(before)).isTrue();
    assertThat(mask.get(10, 14, 14)).isTrue();
    assertThat(mask.get(18, 14, 14)).isFalse();
    assertThat(mask.get(39, 35, 29)).as("outside what the network saw").isTrue();
  }

  @Test
  void aFaceOfTheCropNeverCutsTheMask() {
    // as trained ones tend to: takes the mask for background where the crop ends
    Network shy =
        (input, grid, logits) -> {
          int n = logits.length;
          for (int v = 0; v < n; v++) {
            int i = grid.voxel(v).i();
            logits[v] = input[3 * n + v] > 0.5f && i > 2 && i < grid.i() - 3 ? 1 : -1;
          }
        };
    Mask start = Mask.empty(GRID);
    for (int flat = 0; flat < GRID.size().arrayLength(); flat++) {
      VoxelIndex at = GRID.size().voxel(flat);
      start.set(flat, at.i() > 1 && Math.abs(at.j() - 16) < 5 && Math.abs(at.k() - 16) < 5);
    }
    Predictor growing = predictor(shy, new CropSettings.Zoom(24, 1, 2, 1, 0.05));

    Mask mask = growing.predict(volume, start, List.of(plus(6, 16, 16))).mask();

    for (int i = 8; i < 36; i++) {
      assertThat(mask.get(i, 16, 16)).as("voxel %d, 16, 16", i).isTrue();
    }
  }

  @Test
  void differentStartsAreNotMixedUp() {
    Mask start = Mask.empty(GRID);
    for (int flat = 0; flat < GRID.size().arrayLength(); flat++) {
      VoxelIndex voxel = GRID.size().voxel(flat);
      start.set(flat, voxel.i() < 6 && voxel.j() < 6 && voxel.k() < 6);
    }
    List<Click> clicks = List.of(plus(16, 16, 16));
    Mask without = predictor.predict(volume, clicks).mask();
    Mask with = predictor.predict(volume, start, clicks).mask();

    assertThat(without.get(3, 3, 3)).isFalse();
    assertThat(with.get(3, 3, 3)).isTrue();
  }

  @Test
  void anotherVolumeStartsAnew() {
    List<Click> clicks = List.of(plus(16, 16, 16));
    predictor.predict(volume, clicks);
    Volume other = Volume.of(GRID, new short[GRID.size().arrayLength()]);

    assertThat(predictor.predict(other, clicks).passes()).isEqualTo(1);
  }

  @Test
  void noClicksLeaveTheMaskAsItWas() {
    Mask start = Mask.empty(GRID);
    start.set(new VoxelIndex(3, 3, 3), true);
    Mask mask = predictor.predict(volume, start, List.of()).mask();

    assertThat(mask.sameVoxels(start)).isTrue();
    assertThat(mask).isNotSameAs(start);
    assertThat(seen).isEmpty();
  }

  @Test
  void aWindowCannotShowIt() {
    CropSettings window = new CropSettings.Window(Spacing.isotropic(1), 4, CropSettings.Fill.PAD);
    assertThatThrownBy(() -> predictor(brush, window))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("WINDOW");
  }
}
