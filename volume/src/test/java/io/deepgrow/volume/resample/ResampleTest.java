package io.deepgrow.volume.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResampleTest {

  private static final JsonNode VECTORS = Vectors.read("resize.json");

  private static JsonNode sized(String name) {
    return Vectors.named(VECTORS.get("cases"), name);
  }

  private static JsonNode spaced(String name) {
    return Vectors.named(VECTORS.get("spacing_cases"), name);
  }

  private static FloatGrid input(JsonNode vector) {
    return FloatGrid.of(Vectors.shape(vector.get("in_shape")), Vectors.floats(vector.get("in")));
  }

  private static void near(FloatGrid actual, JsonNode vector, double tolerance) {
    assertThat(actual.size()).isEqualTo(Vectors.shape(vector.get("out_shape")));
    float[] expected = Vectors.floats(vector.get("expected"));
    for (int n = 0; n < expected.length; n++) {
      assertThat(actual.values()[n])
          .as("voxel %d", n)
          .isCloseTo(expected[n], within((float) (tolerance * Math.max(1, Math.abs(expected[n])))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"area_down", "area_mixed_up_down"})
  void averagesAdaptively(String name) {
    JsonNode vector = sized(name);
    near(Resample.area(input(vector), Vectors.shape(vector.get("out_shape"))), vector, 1e-6);
  }

  @Test
  void interpolatesBetweenVoxelBorders() {
    JsonNode vector = sized("trilinear_up");
    near(Resample.trilinear(input(vector), Vectors.shape(vector.get("out_shape"))), vector, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nearest_restore", "nearest_down_same_double"})
  void takesTheNearest(String name) {
    JsonNode vector = sized(name);
    GridSize out = Vectors.shape(vector.get("out_shape"));
    near(Resample.nearest(input(vector), out), vector, 0);

    Volume labels =
        Volume.of(
            Grids.unit(Vectors.shape(vector.get("in_shape"))), Vectors.shorts(vector.get("in")));
    assertThat(Resample.nearest(labels, out).voxels())
        .isEqualTo(Vectors.shorts(vector.get("expected")));
    assertThat(
            Resample.nearest(Mask.ofLabel(labels, 1), out)
                .sameVoxels(Mask.ofLabel(Resample.nearest(labels, out), 1)))
        .isTrue();
  }

  @Test
  void nearestDividesInIntegers() {
    for (JsonNode example : VECTORS.get("float32_nearest_pitfall").get("examples")) {
      int in = example.get("n_in").intValue();
      float[] ramp = new float[in];
      for (int n = 0; n < in; n++) {
        ramp[n] = n;
      }
      FloatGrid line = FloatGrid.of(new GridSize(in, 1, 1), ramp);
      FloatGrid out = Resample.nearest(line, new GridSize(example.get("n_out").intValue(), 1, 1));
      assertThat(out.values()[example.get("dst").intValue()])
          .isEqualTo(example.get("exact").floatValue());
    }
  }

  @Test
  void sizesOfAnotherSpacingRoundHalvesToEven() {
    for (JsonNode vector : VECTORS.get("spacing_sizes")) {
      VolumeGeometry grid =
          new VolumeGeometry(
              new GridSize(1, 1, vector.get("n_in").intValue()),
              new Spacing(1, 1, vector.get("spacing_in").doubleValue()),
              new PatientPoint(1, 2, 3),
              Direction.IDENTITY);
      VolumeGeometry out =
          Resample.respaced(grid, new Spacing(1, 1, vector.get("spacing_out").doubleValue()));
      assertThat(out.size().k()).isEqualTo(vector.get("n_out").intValue());
      assertThat(out.origin()).isEqualTo(grid.origin());
    }
  }

  @Test
  void resamplesToASpacing() {
    JsonNode vector = spaced("resample_linear");
    Spacing from = Vectors.spacing(vector.get("spacing_in_a0a1a2"));
    Spacing to = Vectors.spacing(vector.get("spacing_out_a0a1a2"));
    FloatGrid in = input(vector);
    near(Resample.toSpacing(in, from, to), vector, 1e-5);

    Volume volume =
        Volume.of(VolumeGeometry.axial(in.size(), from), Vectors.shorts(vector.get("in")));
    Volume out = Resample.toSpacing(volume, to);
    assertThat(out.geometry().spacing()).isEqualTo(to);
    float[] exact = Vectors.floats(vector.get("expected"));
    for (int n = 0; n < exact.length; n++) {
      assertThat((double) out.voxels()[n]).isCloseTo(exact[n], within(0.5001));
    }
  }

  @Test
  void resamplesLabelsToASpacingAndBack() {
    JsonNode vector = spaced("resample_labels_nearest");
    Spacing to = Vectors.spacing(vector.get("spacing_out_a0a1a2"));
    VolumeGeometry original =
        VolumeGeometry.axial(
            Vectors.shape(vector.get("in_shape")),
            Vectors.spacing(vector.get("spacing_in_a0a1a2")));
    Volume labels = Volume.of(original, Vectors.shorts(vector.get("in")));
    Volume out = Resample.labelsToSpacing(labels, to);
    assertThat(out.voxels()).isEqualTo(Vectors.shorts(vector.get("expected")));

    Volume restored =
        Volume.of(original, Vectors.shorts(spaced("restore_spacing").get("recommended_expected")));
    for (int label = 0; label < 3; label++) {
      assertThat(
              Resample.restoreSpacing(Mask.ofLabel(out, label), original)
                  .sameVoxels(Mask.ofLabel(restored, label)))
          .isTrue();
    }
  }

  @Test
  void refusesASpacingThatNeedsMoreThanOneArray() {
    Volume volume = Grids.noise(new Random(1), Grids.unit(GridSize.cube(9)));
    assertThatThrownBy(() -> Resample.toSpacing(volume, Spacing.isotropic(1e-12)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resample.toSpacing(volume, Spacing.isotropic(1e-3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesABoxThatLeavesTheVolume() {
    Volume volume = Grids.noise(new Random(1), Grids.unit(GridSize.cube(4)));
    VoxelBox box = VoxelBox.of(new VoxelIndex(1, 0, 0), GridSize.cube(4));
    assertThatThrownBy(() -> Resample.area(volume, box, GridSize.cube(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leaves");
  }

  @Property
  void aBoxOfAVolumeResamplesAsItsOwnGrid(@ForAll long seed) {
    Random random = new Random(seed);
    Volume volume = Grids.noise(random, Grids.unit(new GridSize(11, 9, 8)));
    GridSize part = Grids.size(random, 6);
    VoxelBox box = VoxelBox.of(new VoxelIndex(3, 2, 1), part);
    FloatGrid copy = FloatGrid.zeros(part);
    for (int n = 0; n < part.arrayLength(); n++) {
      VoxelIndex v = part.voxel(n);
      copy.values()[n] = volume.at(v.plus(3, 2, 1));
    }
    GridSize out = Grids.size(random, 12);
    assertThat(Resample.area(volume, box, out).values())
        .isEqualTo(Resample.area(copy, out).values());
    assertThat(Resample.trilinear(volume, box, out).values())
        .isEqualTo(Resample.trilinear(copy, out).values());
  }

  @Property
  void everySizeKeepsAConstantAndTheSameSizeKeepsEverything(@ForAll long seed) {
    Random random = new Random(seed);
    GridSize in = Grids.size(random, 14);
    GridSize out = Grids.size(random, 14);
    FloatGrid constant = FloatGrid.zeros(in);
    Arrays.fill(constant.values(), -1024);
    FloatGrid noise = Grids.noise(random, in);
    for (BiFunction<FloatGrid, GridSize, FloatGrid> resize :
        List.<BiFunction<FloatGrid, GridSize, FloatGrid>>of(
            Resample::area, Resample::trilinear, Resample::nearest)) {
      for (float value : resize.apply(constant, out).values()) {
        assertThat(value).isCloseTo(-1024, within(1e-3f));
      }
      assertThat(resize.apply(noise, in).values()).isEqualTo(noise.values());
    }
  }

  @Property(tries = 50)
  void areaAgreesWithAPlainMeanOfEachBin(@ForAll long seed) {
    Random random = new Random(seed);
    GridSize in = Grids.size(random, 12);
    GridSize out = Grids.size(random, 12);
    FloatGrid source = Grids.noise(random, in);
    FloatGrid actual = Resample.area(source, out);
    for (int n = 0; n < out.arrayLength(); n++) {
      VoxelIndex o = out.voxel(n);
      double sum = 0;
      int count = 0;
      for (int k = o.k() * in.k() / out.k(); k * out.k() < (o.k() + 1) * in.k(); k++) {
        for (int j = o.j() * in.j() / out.j(); j * out.j() < (o.j() + 1) * in.j(); j++) {
          for (int i = o.i() * in.i() / out.i(); i * out.i() < (o.i() + 1) * in.i(); i++) {
            sum += source.at(i, j, k);
            count++;
          }
        }
      }
      assertThat((double) actual.values()[n]).isCloseTo(sum / count, within(1e-5));
    }
  }

  @Test
  void largeGridsGiveTheSameAsTheirParts() {
    // big enough to run in parallel; k is not resampled, so each slice stands alone
    Random random = new Random(7);
    GridSize in = new GridSize(64, 48, 40);
    FloatGrid source = Grids.noise(random, in);
    FloatGrid whole = Resample.area(source, new GridSize(20, 30, 40));
    for (int k = 0; k < 40; k++) {
      float[] slice = Arrays.copyOfRange(source.values(), k * 3072, (k + 1) * 3072);
      FloatGrid alone =
          Resample.area(FloatGrid.of(new GridSize(64, 48, 1), slice), new GridSize(20, 30, 1));
      assertThat(Arrays.copyOfRange(whole.values(), k * 600, (k + 1) * 600))
          .isEqualTo(alone.values());
    }
  }

  @Property
  void aResizedGridHasTheSameBorders(@ForAll long seed) {
    Random random = new Random(seed);
    VolumeGeometry grid = Grids.oblique(random, Grids.size(random, 9));
    VolumeGeometry out = Resample.resized(grid, Grids.size(random, 9));
    ContinuousIndex low = new ContinuousIndex(-0.5, -0.5, -0.5);
    assertThat(out.toPatient(low).minus(grid.toPatient(low)).length()).isLessThan(1e-9);
    assertThat(out.toPatient(beyond(out)).minus(grid.toPatient(beyond(grid))).length())
        .isLessThan(1e-9);
  }

  private static ContinuousIndex beyond(VolumeGeometry grid) {
    GridSize size = grid.size();
    return new ContinuousIndex(size.i() - 0.5, size.j() - 0.5, size.k() - 0.5);
  }
}
