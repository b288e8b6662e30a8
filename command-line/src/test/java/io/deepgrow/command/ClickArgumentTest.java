package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickArgumentTest {

  private final VolumeGeometry grid =
      new VolumeGeometry(
          new GridSize(10, 20, 30),
          new Spacing(0.5, 0.5, 2),
          new PatientPoint(-100, -50, 7),
          Direction.IDENTITY);

  @Test
  void readsVoxels() {
    assertThat(ClickArgument.parse("1,2,3", false).in(grid))
        .isEqualTo(new Click(ClickKind.POSITIVE, new VoxelIndex(1, 2, 3)));
    assertThat(ClickArgument.parse(" 1, 2,3:neg", false).in(grid))
        .isEqualTo(new Click(ClickKind.NEGATIVE, new VoxelIndex(1, 2, 3)));
  }

  @Test
  void readsPatientMillimetres() {
    assertThat(ClickArgument.parse("-99.4,-49,10.8:pos", true).in(grid))
        .isEqualTo(new Click(ClickKind.POSITIVE, new VoxelIndex(1, 2, 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2", "1,2,3,4", "a,b,c", "1,2,3:maybe", "1,2,3:neg:neg", "1.5,2,3"})
  void saysHowToWriteAClick(String text) {
    assertThatThrownBy(() -> ClickArgument.parse(text, false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("column,row,slice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10,0,0", "0,20,0", "0,0,30", "-1,0,0"})
  void refusesAClickOutsideTheVolume(String text) {
    assertThatThrownBy(() -> ClickArgument.parse(text, false).in(grid))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("outside the volume of 10×20×30");
  }
}
