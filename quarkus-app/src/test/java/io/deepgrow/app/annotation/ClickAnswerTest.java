package io.deepgrow.app.annotation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClickAnswerTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(10, 8, 6), new Spacing(1, 2, 5));

  private static Mask random(int seed, int voxels) {
    Random random = new Random(seed);
    Mask mask = Mask.empty(GRID);
    for (int n = 0; n < voxels; n++) {
      mask.set(random.nextInt(GRID.size().arrayLength()), true);
    }
    return mask;
  }

  private static ClickAnswer answer(Mask mask, Mask before) {
    return ClickAnswer.of(
        new MaskStore.Current(5, "clicks", mask),
        before,
        new ClickAnswer.Outcome(4, 5, 2, 1, 3, null));
  }

  /** What a viewer has that puts the changed box over what it had. */
  private static Mask applied(ClickAnswer answer, Mask before) {
    ClickAnswer.Changed changed = answer.changed();
    if (changed == null) {
      return before;
    }
    VoxelBox box = new VoxelBox(changed.start(), changed.end());
    Mask part = Mask.ofPackedBits(GRID, box, Base64.getDecoder().decode(changed.bits()));
    Mask after = before.copy();
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        for (int i = box.start().i(); i < box.end().i(); i++) {
          VoxelIndex at = new VoxelIndex(i, j, k);
          after.set(at, part.get(at));
        }
      }
    }
    return after;
  }

  @Test
  void whoAppliesEveryAnswerHasTheMaskAtAnyTime() {
    Mask viewers = Mask.empty(GRID);
    Mask before = Mask.empty(GRID);
    for (int n = 0; n < 50; n++) {
      Mask mask = random(n, n % 7 == 0 ? 0 : 1 + n % 5);
      viewers = applied(answer(mask, before), viewers);
      assertThat(viewers.sameVoxels(mask)).isTrue();
      before = mask;
    }
  }

  @Test
  void onlyTheBoxThatChangedIsSent() {
    Mask before = random(1, 100);
    Mask after = before.copy();
    VoxelIndex at = new VoxelIndex(4, 5, 3);
    after.set(at, !before.get(at));

    ClickAnswer.Changed changed = requireNonNull(answer(after, before).changed());

    assertThat(changed.start()).isEqualTo(at);
    assertThat(changed.end()).isEqualTo(new VoxelIndex(5, 6, 4));
    assertThat(Base64.getDecoder().decode(changed.bits())).hasSize(1);
  }

  @Test
  void whatChangesNothingSendsNothing() {
    assertThat(answer(random(1, 9), random(1, 9)).changed()).isNull();
  }

  @Test
  void figuresAreThoseOfTheWholeMask() {
    Mask mask = random(3, 40);

    ClickAnswer answer = answer(mask, Mask.empty(GRID));

    assertThat(answer.voxels()).isEqualTo(mask.count());
    assertThat(answer.millilitres()).isCloseTo(mask.count() * 10.0 / 1000, within(1e-9));
    assertThat(answer.revision()).isEqualTo(5);
    assertThat(answer.passes()).isEqualTo(3);
  }

  @Test
  void anOutcomeCountsClicksOfEitherKind() {
    List<Click> clicks = new ArrayList<>(List.of(Click.positive(1, 1, 1)));
    for (int n = 0; n < 3; n++) {
      clicks.add(new Click(ClickKind.NEGATIVE, new VoxelIndex(n, 1, 1), ClickExtent.VOLUME));
    }

    assertThat(ClickAnswer.Outcome.of(4, 5, clicks, 2, OptionalLong.of(9)))
        .isEqualTo(new ClickAnswer.Outcome(4, 5, 1, 3, 2, 9L));
  }
}
