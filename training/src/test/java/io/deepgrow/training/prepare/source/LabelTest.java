package io.deepgrow.training.prepare.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.training.prepare.DefectException;
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LabelTest {

  @Test
  void makesIdsOfNames() {
    assertThat(Label.of("Right Kidney", 2).id()).isEqualTo("right_kidney");
    assertThat(Label.of("Läsion/../x", 2).id()).isEqualTo("l_sion_.._x");
    assertThat(Label.of("  ", 7).id()).isEqualTo("label_7");
    assertThat(Label.unnamed(4).id()).isEqualTo("label_4");
  }

  @Property
  void makesIdsThatAreSafeInFileNames(@ForAll String name) {
    assertThat(Label.of(name, 3).id()).matches("[a-z0-9_.]{1,60}").doesNotStartWith(".");
  }

  @Test
  void refusesALabelWithoutValues() {
    assertThatThrownBy(() -> Label.of("x", List.of())).isInstanceOf(RuntimeException.class);
  }

  @Test
  void filtersByNameIdOrValue() {
    Label kidney = Label.of("Right Kidney", 2);
    assertThat(LabelFilter.all().accepts(kidney)).isTrue();
    assertThat(new LabelFilter(List.of(" right kidney")).accepts(kidney)).isTrue();
    assertThat(new LabelFilter(List.of("right_kidney")).accepts(kidney)).isTrue();
    assertThat(new LabelFilter(List.of("2")).accepts(kidney)).isTrue();
    assertThat(new LabelFilter(List.of("3", "kidney")).accepts(kidney)).isFalse();
  }

  @Test
  void findsDeclaredAndUndeclaredValues() {
    Volume labels = Samples.labels();

    LabelLayer layer = LabelLayer.of(labels, List.of(Label.of("liver", 2), Label.of("stomach", 9)));

    assertThat(layer.labels()).extracting(Label::name).containsExactly("liver", "label 1");
    assertThat(layer.mask(layer.labels().get(0)).count()).isEqualTo(5 * 6 * 4);
    assertThat(layer.count()).isEqualTo(5 * 6 * 4 + 540);
  }

  @Test
  void joinsTheValuesOfARegion() {
    Label both = Label.of("both", List.of(1, 2));

    Mask mask = LabelLayer.of(Samples.labels(), List.of(both)).mask(both);

    assertThat(mask.count()).isEqualTo(660);
  }

  @Test
  void refusesNegativeLabels() {
    Volume labels = Samples.labels(Samples.geometry(Direction.IDENTITY));
    labels.voxels()[0] = -1;

    assertThatThrownBy(() -> LabelLayer.of(labels, List.of()))
        .isInstanceOf(DefectException.class)
        .hasMessageContaining("-1 to 2");
  }
}
