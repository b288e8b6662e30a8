package io.deepgrow.inference.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.architecture.Vectors;
import io.deepgrow.inference.click.Click;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NetworkAxesTest {

  private static final JsonNode VECTORS = Vectors.read("coordinates.json");
  private static final Vector3 LEFT = new Vector3(1, 0, 0);
  private static final Vector3 POSTERIOR = new Vector3(0, 1, 0);
  private static final Vector3 SUPERIOR = new Vector3(0, 0, 1);
  private static final Direction RIGHT_ANTERIOR =
      new Direction(LEFT.times(-1), POSTERIOR.times(-1), SUPERIOR);

  private static void showsThePublishedTensor(JsonNode one, Direction direction) {
    List<Integer> in = Vectors.integers(one.get("in_shape"));
    List<Integer> out = Vectors.integers(one.get("out_shape"));
    GridSize size = new GridSize(in.get(2), in.get(1), in.get(0));
    short[] voxels = new short[size.arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] = (short) one.get("in").get(flat).intValue();
    }
    VolumeGeometry geometry =
        new VolumeGeometry(size, Spacing.isotropic(1), new PatientPoint(1, 2, 3), direction);
    List<Integer> ijk = Vectors.integers(one.get("click_ijk"));
    Click click = Click.positive(ijk.get(0), ijk.get(1), ijk.get(2));

    View view =
        new WindowPlan(
                new CropSettings.Window(Spacing.isotropic(1), 20, CropSettings.Fill.STRETCH),
                Orientation.RAS,
                new GridSize(out.get(2), out.get(1), out.get(0)))
            .first(geometry, List.of(click), Optional.empty());

    float[] sampled = view.sample(Volume.of(geometry, voxels));
    assertThat(sampled).hasSize(one.get("expected").size());
    for (int flat = 0; flat < sampled.length; flat++) {
      assertThat(sampled[flat]).isEqualTo(one.get("expected").get(flat).floatValue());
    }
    List<Integer> kab = Vectors.integers(one.get("click_tensor"));
    assertThat(view.toNetwork(click.voxel()))
        .isEqualTo(new VoxelIndex(kab.get(2), kab.get(1), kab.get(0)));
  }

  @Test
  void anAxialCtIsTurnedToThePublishedTensor() {
    showsThePublishedTensor(VECTORS.get("orientation_cases").get(0), Direction.IDENTITY);
  }

  @Test
  void aVolumeThatRisesToRightAndAnteriorOnlyHasItsAxesExchanged() {
    showsThePublishedTensor(VECTORS.get("orientation_cases").get(1), RIGHT_ANTERIOR);
  }

  @Test
  void clicksGoToTheReferenceVoxelsOfAnotherSpacing() {
    assertThat(VECTORS.get("click_spacing_cases")).hasSize(3);
    for (JsonNode one : VECTORS.get("click_spacing_cases")) {
      RespacedAxis axis =
          new RespacedAxis(
              one.get("n_in").intValue(),
              one.get("spacing_in").doubleValue(),
              one.get("spacing_out").doubleValue(),
              false);
      assertThat(axis.size()).isEqualTo(one.get("n_out").intValue());
      assertThat(Vectors.integers(one.get("p")))
          .map(axis::nearest)
          .isEqualTo(Vectors.integers(one.get("recommended")));
    }
  }

  @Test
  void voxelsLieWhereTheReferencePutsThemInThePatient() {
    JsonNode world = VECTORS.get("world");
    VolumeGeometry grid =
        new VolumeGeometry(
            new GridSize(512, 512, 100),
            new Spacing(
                world.get("spacing_ijk").get(0).doubleValue(),
                world.get("spacing_ijk").get(1).doubleValue(),
                world.get("spacing_ijk").get(2).doubleValue()),
            point(world.get("image_position_lps"), 1),
            Direction.ofRowAndColumn(LEFT, POSTERIOR));
    for (JsonNode one : world.get("points")) {
      List<Integer> ijk = Vectors.integers(one.get("ijk"));
      PatientPoint at = grid.toPatient(new VoxelIndex(ijk.get(0), ijk.get(1), ijk.get(2)));
      assertThat(at.minus(point(one.get("lps_mm"), 1)).length()).isCloseTo(0, within(1e-6));
      assertThat(at.minus(point(one.get("ras_mm"), -1)).length()).isCloseTo(0, within(1e-6));
      ContinuousIndex back = grid.toIndex(at);
      assertThat(back.nearest()).isEqualTo(new VoxelIndex(ijk.get(0), ijk.get(1), ijk.get(2)));
    }
  }

  private static PatientPoint point(JsonNode xyz, int sign) {
    return new PatientPoint(
        sign * xyz.get(0).doubleValue(), sign * xyz.get(1).doubleValue(), xyz.get(2).doubleValue());
  }

  @Test
  void aModelOfAnyOrientationTakesTheVolumesOwnAxes() {
    NetworkAxes axes = NetworkAxes.of(RIGHT_ANTERIOR, Orientation.ANY);
    for (int axis = 0; axis < 3; axis++) {
      assertThat(axes.axis(axis)).isEqualTo(new NetworkAxes.Along(axis, false));
    }
  }

  @Test
  void aSagittalVolumeIsTurnedToAxial() {
    Direction sagittal = new Direction(POSTERIOR, SUPERIOR.times(-1), LEFT.times(-1));
    NetworkAxes axes = NetworkAxes.of(sagittal, Orientation.LPS);
    assertThat(axes.i()).isEqualTo(new NetworkAxes.Along(2, true));
    assertThat(axes.j()).isEqualTo(new NetworkAxes.Along(0, false));
    assertThat(axes.k()).isEqualTo(new NetworkAxes.Along(1, true));
  }

  @Property
  void howeverObliqueEachAxisIsTakenOnceAndRisesTheRightWay(@ForAll long seed) {
    Direction direction = rotated(new Random(seed));
    NetworkAxes axes = NetworkAxes.of(direction, Orientation.RAS);
    assertThat(List.of(axes.i().axis(), axes.j().axis(), axes.k().axis()))
        .containsExactlyInAnyOrder(0, 1, 2);
    List<Vector3> wanted = List.of(POSTERIOR.times(-1), LEFT.times(-1), SUPERIOR);
    for (int n = 0; n < 3; n++) {
      double cosine = direction.axis(axes.axis(n).axis()).dot(wanted.get(n));
      assertThat(axes.axis(n).reversed() ? -cosine : cosine).isNotNegative();
      for (int axis = 0; axis < 3; axis++) {
        if (Math.abs(direction.axis(axis).dot(wanted.get(n))) > 0.9) {
          assertThat(axes.axis(n).axis()).isEqualTo(axis);
        }
      }
    }
  }

  private static Direction rotated(Random random) {
    Vector3 row = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    Vector3 other =
        new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    Vector3 i = row.normalized();
    Vector3 j = i.cross(other).normalized();
    Vector3 k = i.cross(j);
    return new Direction(i, j, random.nextBoolean() ? k : k.times(-1));
  }
}
