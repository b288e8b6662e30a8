package io.deepgrow.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentersTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(80, 80, 40), new Spacing(1.5, 1.5, 3));
  private static final Click CENTRE = Click.positive(40, 40, 20);

  /** A ball of 30 mm and 60 HU in fat. */
  private static Volume ball(Mask truth) {
    short[] hu = new short[GRID.size().arrayLength()];
    for (int flat = 0; flat < hu.length; flat++) {
      VoxelIndex v = GRID.size().voxel(flat);
      double x = (v.i() - 40) * 1.5;
      double y = (v.j() - 40) * 1.5;
      double z = (v.k() - 20) * 3;
      boolean inside = x * x + y * y + z * z < 30 * 30;
      hu[flat] = (short) (inside ? 60 : -100);
      truth.set(flat, inside);
    }
    return Volume.of(GRID, hu);
  }

  @Test
  void ballsLookAtClicksOnly() {
    Mask truth = Mask.empty(GRID);
    Volume volume = ball(truth);

    Mask whole = new Balls(30).segment(volume, List.of(CENTRE));
    assertThat(Dice.of(whole, truth).orElseThrow()).isGreaterThan(0.999);
    Mask halved = new Balls(30).segment(volume, List.of(CENTRE, Click.negative(50, 40, 20)));
    assertThat(halved.get(new VoxelIndex(40, 40, 20))).isTrue();
    assertThat(halved.get(new VoxelIndex(44, 40, 20))).isTrue();
    assertThat(halved.get(new VoxelIndex(46, 40, 20))).isFalse();
  }

  @Test
  void regionGrowingFillsABallAndStopsAtItsEdge() {
    Mask truth = Mask.empty(GRID);
    Volume volume = ball(truth);

    Mask grown = ClassicNetworks.regionGrowing(25).segment(volume, List.of(CENTRE));

    assertThat(Dice.of(grown, truth).orElseThrow()).isGreaterThan(0.95);
    Mask taken =
        ClassicNetworks.regionGrowing(25).segment(volume, List.of(CENTRE, Click.negative(5, 5, 5)));
    assertThat(Dice.of(taken, truth).orElseThrow()).isGreaterThan(0.95);
  }

  @Test
  void fastMarchingPrefersEdgesToTheHalfwayLine() {
    Mask truth = Mask.empty(GRID);
    Volume volume = ball(truth);

    Mask marched =
        ClassicNetworks.geodesic().segment(volume, List.of(CENTRE, Click.negative(70, 40, 20)));

    assertThat(Dice.of(marched, truth).orElseThrow()).isGreaterThan(0.9);
  }
}
