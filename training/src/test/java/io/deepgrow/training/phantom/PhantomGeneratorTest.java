package io.deepgrow.training.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Spacing;
import org.junit.jupiter.api.Test;

class PhantomGeneratorTest {

  private final PhantomSpec small =
      new PhantomSpec(new GridSize(120, 90, 60), new Spacing(3, 3, 5), 10);

  @Test
  void theSameSeedGivesTheSameVoxels() {
    Phantom one = new PhantomGenerator(3).generate(small);
    Phantom two = new PhantomGenerator(3).generate(small);
    Phantom other = new PhantomGenerator(4).generate(small);

    assertThat(two.ct().voxels()).isEqualTo(one.ct().voxels());
    assertThat(two.labels().voxels()).isEqualTo(one.labels().voxels());
    assertThat(other.ct().voxels()).isNotEqualTo(one.ct().voxels());
  }

  @Test
  void everyLabelledOrganIsThereAtItsDensity() {
    Phantom phantom = new PhantomGenerator(7).generate(small);
    for (Organ organ : Organ.values()) {
      if (organ.label() == 0) {
        continue;
      }
      Mask mask = Mask.ofLabel(phantom.labels(), organ.label());
      assertThat(mask.count()).as(organ.name()).isGreaterThan(40);
      double sum = 0;
      for (int flat = 0; flat < phantom.ct().voxels().length; flat++) {
        sum += mask.get(flat) ? phantom.ct().voxels()[flat] : 0;
      }
      // partial volume pulls small organs toward their surroundings
      assertThat(sum / mask.count())
          .as(organ.name())
          .isBetween(organ.hounsfield() - 90.0, organ.hounsfield() + 60.0);
    }
  }
}
