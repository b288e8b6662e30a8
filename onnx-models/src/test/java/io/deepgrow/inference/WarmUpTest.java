package io.deepgrow.inference;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.deepgrow.model.CropSettings;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void walksTheWayOfAClickForEveryKindOfModel() {
    CropSettings window =
        new CropSettings.Window(new Spacing(1, 1, 3), 8, CropSettings.Fill.STRETCH);

    assertThatCode(() -> WarmUp.run(ModelRegistry.bundled().find("deepgrow-compact").orElseThrow()))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> WarmUp.run(StubModels.of(window, Orientation.LPS, new GridSize(32, 32, 16))))
        .doesNotThrowAnyException();
  }
}
