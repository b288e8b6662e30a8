package io.deepgrow.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.example.Example;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCollectionTest {

  @Test
  void namesAFolderAShareAndPerhapsHowFarDensitiesAreOff() {
    assertThat(DataCollection.parse("a/b:0.4")).isEqualTo(new DataCollection("a/b", 0.4, 0));
    assertThat(DataCollection.parse("c:.2:25")).isEqualTo(new DataCollection("c", 0.2, 25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:", "a:-1", ":1", "a:1:", "a:1:2:3", "a:many", "a:1:-5"})
  void anythingElseIsNamed(String text) {
    assertThatThrownBy(() -> DataCollection.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FOLDER:SHARE")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void isASettingThatIsReadAgain() {
    TrainSettings settings =
        Settings.of(Preset.COMPACT)
            .with(Map.of("collections", List.of("tumours:0.7", "heads:0.3:25")))
            .settings();
    assertThat(settings.collections())
        .containsExactly(
            new DataCollection("tumours", 0.7, 0), new DataCollection("heads", 0.3, 25));
    assertThat(Settings.of(settings).settings()).isEqualTo(settings);
  }

  @Test
  void sharesItsPartAmongItsExamples() {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(2), Spacing.isotropic(1));
    Example one = new Example("a", Volume.of(grid, new short[8]), Mask.empty(grid));
    List<Example> weighted = new DataCollection("c", 0.6, 25).weighted(List.of(one, one, one));
    assertThat(weighted).hasSize(3);
    assertThat(weighted.get(0).weight()).isCloseTo(0.2, within(1e-12));
    assertThat(weighted.get(0).jitter()).isEqualTo(25);
  }
}
