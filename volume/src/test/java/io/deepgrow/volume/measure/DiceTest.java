package io.deepgrow.volume.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Grids;
import io.deepgrow.volume.mask.Mask;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DiceTest {

  private final VolumeGeometry grid = Grids.unit(new GridSize(13, 11, 7));

  @Property
  void countsTheOverlap(@ForAll long seed) {
    Random random = new Random(seed);
    Mask a = Grids.speckle(random, grid, 0.3);
    Mask b = Grids.speckle(random, grid, 0.6);
    double expected = 2.0 * a.and(b).count() / (a.count() + b.count());
    assertThat(Dice.of(a, b).orElseThrow()).isCloseTo(expected, within(1e-12));
    assertThat(Dice.of(b, a)).isEqualTo(Dice.of(a, b));
    assertThat(Dice.of(a, a)).hasValue(1);
  }

  @Test
  void isZeroAgainstNothingAndUndefinedForNothingAtAll() {
    Mask empty = Mask.empty(grid);
    Mask one = Mask.empty(grid);
    one.set(0, true);
    assertThat(Dice.of(one, empty)).hasValue(0);
    assertThat(Dice.of(empty, empty)).isEmpty();
  }

  @Test
  void needsOneSize() {
    Mask other = Mask.empty(Grids.unit(new GridSize(11, 13, 7)));
    assertThatThrownBy(() -> Dice.of(Mask.empty(grid), other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
