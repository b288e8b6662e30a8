package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.CropSettings.Window;
import io.deepgrow.model.CropSettings.Zoom;
import io.deepgrow.volume.grid.Spacing;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DescriptorJsonPropertyTest {

  private static final String SHA256 = "ab".repeat(32);

  @Property
  void everyCropSurvivesTheFile(@ForAll("crops") CropSettings crop) {
    ModelDescriptor model = Descriptors.with(crop, SHA256);
    assertThat(DescriptorJson.read(DescriptorJson.write(model))).isEqualTo(model);
  }

  @Property
  void aDamagedFileIsRefusedOrStillADescriptor(
      @ForAll("places") double place, @ForAll byte replacement) {
    byte[] json = DescriptorJson.write(Descriptors.zoom());
    json[(int) (place * (json.length - 1))] = replacement;
    Throwable thrown = catchThrowable(() -> DescriptorJson.read(json));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(ModelException.class).hasMessageStartingWith("model.json");
    }
  }

  @Property(tries = 60)
  void aFileCutShortIsRefused(@ForAll("places") double place) {
    byte[] json = DescriptorJson.write(Descriptors.zoom());
    byte[] cut = Arrays.copyOf(json, (int) (place * (json.length - 2)));
    assertThat(catchThrowable(() -> DescriptorJson.read(cut))).isInstanceOf(ModelException.class);
  }

  @Provide
  Arbitrary<Double> places() {
    return Arbitraries.doubles().between(0, 1);
  }

  @Provide
  Arbitrary<CropSettings> crops() {
    Arbitrary<Double> edge = Arbitraries.doubles().between(0.1, 500);
    Arbitrary<CropSettings> windows =
        Combinators.combine(
                edge, edge, Arbitraries.integers().between(0, 512), Arbitraries.of(Fill.values()))
            .as(
                (inPlane, slice, margin, fill) ->
                    new Window(new Spacing(inPlane, inPlane, slice), margin, fill));
    Arbitrary<CropSettings> zooms =
        Combinators.combine(
                edge,
                Arbitraries.doubles().between(1, 10),
                Arbitraries.doubles().between(1.1, 4),
                Arbitraries.integers().between(0, 8),
                Arbitraries.doubles().between(0.01, 1))
            .as(Zoom::new);
    return Arbitraries.oneOf(windows, zooms);
  }
}
