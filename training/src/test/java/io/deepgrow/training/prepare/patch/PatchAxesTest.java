package io.deepgrow.training.prepare.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.model.Orientation;
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PatchAxesTest {

  /** All 48 ways to exchange and reverse axes, each a little oblique. */
  @Provide
  Arbitrary<Direction> directions() {
    List<Vector3> axes = List.of(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));
    return Combinators.combine(
            Arbitraries.shuffle(axes),
            Arbitraries.of(1.0, -1.0),
            Arbitraries.of(1.0, -1.0),
            Arbitraries.of(1.0, -1.0),
            Arbitraries.doubles().between(-0.3, 0.3))
        .as(
            (order, a, b, c, angle) ->
                new Direction(
                    turned(order.get(0).times(a), angle),
                    turned(order.get(1).times(b), angle),
                    turned(order.get(2).times(c), angle)));
  }

  private static Vector3 turned(Vector3 v, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new Vector3(cos * v.x() - sin * v.y(), sin * v.x() + cos * v.y(), v.z());
  }

  @Property(tries = 100)
  void leavesEveryVoxelWhereItIs(
      @ForAll("directions") Direction direction, @ForAll Orientation orientation) {
    Volume image = Samples.image(Samples.geometry(direction));

    Volume turned = PatchAxes.turn(image, orientation);

    assertThat(turned.size().voxels()).isEqualTo(image.size().voxels());
    for (int flat = 0; flat < turned.size().arrayLength(); flat += 97) {
      VoxelIndex voxel = turned.size().voxel(flat);
      VoxelIndex before = image.geometry().toIndex(turned.geometry().toPatient(voxel)).nearest();
      assertThat(turned.at(voxel)).isEqualTo(image.at(before));
    }
  }

  @Property(tries = 100)
  void makesAxesRiseToLeftPosteriorSuperior(@ForAll("directions") Direction direction) {
    Direction turned = PatchAxes.turned(Samples.geometry(direction), Orientation.LPS).direction();

    assertThat(turned.i().x()).isGreaterThan(0.9);
    assertThat(turned.j().y()).isGreaterThan(0.9);
    assertThat(turned.k().z()).isGreaterThan(0.9);
  }

  @Test
  void exchangesTheAxesOfPublishedModels() {
    VolumeGeometry turned = PatchAxes.turned(Samples.geometry(Direction.IDENTITY), Orientation.RAS);

    assertThat(turned.direction().i()).isEqualTo(new Vector3(-0.0, -1, -0.0));
    assertThat(turned.direction().j()).isEqualTo(new Vector3(-1, -0.0, -0.0));
    assertThat(turned.size().i()).isEqualTo(Samples.SIZE.j());
  }

  @Test
  void keepsWhatIsAlreadyRight() {
    Volume image = Samples.image();

    assertThat(PatchAxes.turn(image, Orientation.LPS)).isSameAs(image);
  }
}
