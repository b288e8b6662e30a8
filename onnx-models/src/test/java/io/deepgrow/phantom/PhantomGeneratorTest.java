package io.deepgrow.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
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
  void phantomsOfNeighbouringSeedsShareNeitherSizeNorNoise() {
    Volume one = new PhantomGenerator(3).generate(small).ct();
    Volume next = new PhantomGenerator(4).generate(small).ct();
    int air = 0;
    int equal = 0;
    for (int k = 0; k + 31 < small.size().k(); k++) {
      for (int i = 0; i < 10; i++) {
        // a corner outside the body: noise alone
        air++;
        equal += one.at(new VoxelIndex(i, 0, k + 31)) == next.at(new VoxelIndex(i, 0, k)) ? 1 : 0;
      }
    }
    assertThat(equal).isLessThan(air / 4);
    double[] sizes = new double[20];
    for (int seed = 0; seed < sizes.length; seed++) {
      Phantom phantom = new PhantomGenerator(seed).generate(small);
      sizes[seed] = Mask.ofLabel(phantom.labels(), Organ.LIVER.label()).count();
    }
    DoubleSummaryStatistics liver = DoubleStream.of(sizes).summaryStatistics();
    assertThat(liver.getMax() / liver.getMin()).isGreaterThan(1.2);
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
