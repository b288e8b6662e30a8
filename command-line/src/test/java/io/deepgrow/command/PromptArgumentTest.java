package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.prompt.PromptShape;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptArgumentTest {

  private static final GridSize SIZE = new GridSize(40, 40, 20);
  private static final Volume VOLUME =
      Volume.of(VolumeGeometry.axial(SIZE, new Spacing(1, 1, 2)), new short[SIZE.arrayLength()]);

  @Test
  void readsAScribbleThatTakesAway() {
    assertThat(PromptArgument.parse(PromptShape.SCRIBBLE, "10,12,5 20,12,5:neg").in(VOLUME))
        .containsExactly(Click.negative(15, 12, 5));
  }

  @Test
  void readsABox() {
    assertThat(PromptArgument.parse(PromptShape.BOX, " 10,10,5   20,20,9 ").in(VOLUME))
        .anyMatch(Click::isPositive)
        .anyMatch(click -> !click.isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2", "1,2,3 x", "1,2,3,4", "1,2,3:maybe"})
  void saysHowToWriteIt(String text) {
    assertThatThrownBy(() -> PromptArgument.parse(PromptShape.SCRIBBLE, text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("column,row,slice");
  }

  @Test
  void saysWhatIsWrongWithAPrompt() {
    assertThatThrownBy(() -> PromptArgument.parse(PromptShape.LASSO, "1,2,3 4,5,6").in(VOLUME))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("points, not 2");
    assertThatThrownBy(() -> PromptArgument.parse(PromptShape.SCRIBBLE, "90,90,90").in(VOLUME))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("lies in the volume");
  }
}
