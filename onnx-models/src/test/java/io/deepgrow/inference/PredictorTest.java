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
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PredictorTest {

  private static final int EDGE = 32;
  private static final CropSettings.Zoom ZOOM = new CropSettings.Zoom(60, 1.3, 1.5, 2, 0.01);

  /** Reads the image channel: bright is inside. */
  private static final Network BRIGHT =
      (input, grid, logits) -> System.arraycopy(input, 0, logits, 0, logits.length);

  private static ModelDescriptor descriptor(CropSettings crop) {
    return new ModelDescriptor(
        "stub",
        "1",
        "Stub",
        "stub",
        "image",
        "logits",
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE),
        GridSize.cube(EDGE),
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
        TrainingRecord.unknown());
  }

  private static Predictor predictor(Network network) {
    return new Predictor(descriptor(ZOOM), network);
  }

  /** A ball of radius mm around the middle at 100 HU in −100 HU. */
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

  private static VolumeGeometry oblique() {
    double c = Math.cos(0.5);
    double s = Math.sin(0.5);
    return new VolumeGeometry(
        new GridSize(60, 50, 30),
        new Spacing(1.1, 1.3, 2.4),
        new PatientPoint(-30, 12, 400),
        Direction.ofRowAndColumn(new Vector3(c, s, 0), new Vector3(-s, c, 0)));
  }

  @Test
  void findsABrightBallInAnObliqueVolume() {
    Volume volume = ball(oblique(), 15);

    Prediction prediction = predictor(BRIGHT).predict(volume, List.of(Click.positive(30, 25, 15)));

    double expected = 4 / 3.0 * Math.PI * 15 * 15 * 15;
    double found = prediction.mask().count() * volume.geometry().spacing().voxelVolume();
    assertThat(found).isBetween(0.93 * expected, 1.07 * expected);
    assertThat(prediction.passes()).isEqualTo(1);
  }

  @Test
  void growsTheCubeUntilTheWholeBallIsInIt() {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(100), Spacing.isotropic(2));
    Volume volume = ball(grid, 50);

    Prediction prediction = predictor(BRIGHT).predict(volume, List.of(Click.positive(50, 50, 50)));

    double expected = 4 / 3.0 * Math.PI * 50 * 50 * 50;
    assertThat(prediction.passes()).isEqualTo(3);
    assertThat(prediction.mask().count() * 8.0).isBetween(0.93 * expected, 1.07 * expected);
  }

  @Property(tries = 60)
  void honoursEveryClickWhateverTheNetworkSays(@ForAll @IntRange(max = 100_000) int seed) {
    Random random = new Random(seed);
    Volume volume = ball(oblique(), 5 + 20 * random.nextDouble());
    Network wild =
        (input, grid, logits) -> {
          Random noise = new Random(seed);
          for (int v = 0; v < logits.length; v++) {
            logits[v] = (float) noise.nextGaussian();
          }
        };
    List<Click> clicks = new ArrayList<>();
    GridSize size = volume.size();
    clicks.add(Click.positive(0, 0, 0));
    clicks.add(Click.negative(size.i() - 1, size.j() - 1, size.k() - 1));
    for (int n = 0; n < 6; n++) {
      VoxelIndex v =
          new VoxelIndex(
              random.nextInt(size.i()), random.nextInt(size.j()), random.nextInt(size.k()));
      boolean taken = clicks.stream().anyMatch(c -> c.voxel().equals(v));
      if (!taken) {
        clicks.add(new Click(random.nextBoolean() ? ClickKind.POSITIVE : ClickKind.NEGATIVE, v));
      }
    }

    Mask mask = predictor(wild).predict(volume, clicks).mask();

    for (Click click : clicks) {
      assertThat(mask.get(click.voxel())).isEqualTo(click.isPositive());
    }
  }

  @Test
  void theLaterClickOnAVoxelCounts() {
    Volume volume = ball(oblique(), 15);
    List<Click> clicks = List.of(Click.positive(30, 25, 15), Click.negative(30, 25, 15));
    assertThat(predictor(BRIGHT).predict(volume, clicks).mask().get(30, 25, 15)).isFalse();
  }

  @Test
  void givesTheSameMaskWithAndWithoutItsCache() {
    Volume volume = ball(oblique(), 15);
    List<Click> clicks = List.of(Click.positive(30, 25, 15));
    Predictor predictor = predictor(BRIGHT);

    Mask first = predictor.predict(volume, clicks).mask();
    Mask second = predictor.predict(volume, clicks).mask();
    Mask fresh = predictor(BRIGHT).predict(volume, clicks).mask();

    assertThat(second.sameVoxels(first)).isTrue();
    assertThat(fresh.sameVoxels(first)).isTrue();
  }

  @Test
  void dropsWhatNoPositiveClickIsConnectedTo() {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(30), Spacing.isotropic(1.5));
    Volume volume = ball(grid, 9);
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 3; i++) {
          volume.voxels()[grid.size().flat(i, j, k)] = 100;
        }
      }
    }

    Mask mask = predictor(BRIGHT).predict(volume, List.of(Click.positive(15, 15, 15))).mask();

    assertThat(mask.get(1, 1, 1)).isFalse();
    assertThat(mask.get(15, 15, 15)).isTrue();
  }

  @Test
  void withoutAPositiveClickTheNetworkRests() {
    Network never =
        (input, grid, logits) -> {
          throw new IllegalStateException("must not run");
        };
    Volume volume = ball(oblique(), 15);

    Prediction none = predictor(never).predict(volume, List.of());
    Prediction negative = predictor(never).predict(volume, List.of(Click.negative(1, 1, 1)));

    assertThat(none.mask().isEmpty()).isTrue();
    assertThat(negative.mask().isEmpty()).isTrue();
    assertThat(negative.passes()).isZero();
  }

  @Test
  void refusesAClickOutside() {
    Volume volume = ball(oblique(), 15);
    assertThatThrownBy(() -> predictor(BRIGHT).predict(volume, List.of(Click.positive(60, 0, 0))))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("click.outside_volume"));
  }

  @Test
  void worksOnOneSlice() {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(40, 40, 1), new Spacing(1.5, 1.5, 5));
    Volume volume = ball(grid, 15);
    Mask mask = predictor(BRIGHT).predict(volume, List.of(Click.positive(20, 20, 0))).mask();
    assertThat(mask.get(20, 20, 0)).isTrue();
  }
}
