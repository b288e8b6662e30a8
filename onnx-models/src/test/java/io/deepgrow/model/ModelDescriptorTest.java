package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.CropSettings.Window;
import io.deepgrow.model.CropSettings.Zoom;
import io.deepgrow.volume.grid.Spacing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDescriptorTest {

  @Test
  void scalesHounsfieldUnitsAsPublished() {
    Intensity published = Intensity.unclipped(208, 388);
    assertThat(published.scale(0)).isEqualTo(-0.536082f, within(1e-6f));
    assertThat(published.scale(-1024)).isEqualTo(-3.175258f, within(1e-6f));
    assertThat(published.scale(596)).isEqualTo(1);
  }

  @Property
  void keepsScaledValuesInsideTheClip(@ForAll @DoubleRange(min = -1e5, max = 1e5) double hu) {
    assertThat(new Intensity(40, 200, -3, 3).scale(hu)).isBetween(-3f, 3f);
  }

  @Test
  void saysTheThresholdInUnitsOfTheOutput() {
    assertThat(Descriptors.zoom().outputThreshold()).isZero();
  }

  @Test
  void findsItsChannels() {
    assertThat(Descriptors.zoom().indexOf(InputChannel.NEGATIVE)).isEqualTo(2);
    assertThat(Descriptors.zoom().indexOf(InputChannel.POSITIVE_REACH)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "A", "a b", ".hidden", "-x", "a/b"})
  void refusesIdsThatAreNoFolderNames(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Descriptors.tiny(id, new byte[0]))
        .withMessageContaining("id ");
  }

  @Test
  void refusesAChecksumThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Descriptors.with(Descriptors.zoom().crop(), "abc"))
        .withMessageContaining("sha256");
  }

  @Test
  void refusesCropsThatCannotWork() {
    refused(() -> new Zoom(0, 1.3, 1.5, 1, 0.01), "crop.startMm");
    refused(() -> new Zoom(96, 0.9, 1.5, 1, 0.01), "crop.spread");
    refused(() -> new Zoom(96, 1.3, 1, 1, 0.01), "crop.growth");
    refused(() -> new Zoom(96, 1.3, 1.5, 9, 0.01), "crop.maxGrowth");
    refused(() -> new Zoom(96, 1.3, 1.5, 1, 0), "crop.borderFraction");
    refused(() -> new Window(new Spacing(1, 1, 3), -1, Fill.PAD), "crop.marginVoxels");
  }

  @Test
  void refusesScalesThatCannotWork() {
    refused(() -> new Intensity(40, 0, -3, 3), "intensity.divisor");
    refused(() -> new Intensity(40, 200, 3, -3), "clipLow");
    refused(() -> new Intensity(Double.NaN, 200, -3, 3), "intensity.subtrahend");
    refused(() -> new GuidanceSettings(0, GuidanceSettings.Combine.MAX), "guidance.sigma");
    refused(() -> new GuidanceSettings(65, GuidanceSettings.Combine.MAX), "64 voxels");
  }

  private static void refused(Runnable action, String part) {
    assertThatIllegalArgumentException().isThrownBy(action::run).withMessageContaining(part);
  }
}
