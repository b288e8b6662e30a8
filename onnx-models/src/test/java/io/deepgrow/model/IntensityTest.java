package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.architecture.Vectors;
import org.junit.jupiter.api.Test;

class IntensityTest {

  private static final JsonNode VECTORS = Vectors.read("intensity.json");
  private static final Intensity DEEPGROW =
      Intensity.unclipped(
          VECTORS.get("subtrahend").doubleValue(), VECTORS.get("divisor").doubleValue());

  @Test
  void scalesAsTheReferenceDoes() {
    for (int n = 0; n < VECTORS.get("input_hu").size(); n++) {
      double expected = VECTORS.get("expected").get(n).doubleValue();
      assertThat((double) DEEPGROW.scale(VECTORS.get("input_hu").get(n).doubleValue()))
          .isCloseTo(expected, within(2e-7 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void waterAndOneAreWhereTheReferencePutsThem() {
    JsonNode checks = VECTORS.get("checks");
    assertThat((double) DEEPGROW.scale(0))
        .isCloseTo(checks.get("zero_maps_to").doubleValue(), within(2e-7));
    assertThat(DEEPGROW.scale(checks.get("unit_maps_from_hu").doubleValue())).isEqualTo(1);
  }

  @Test
  void clips() {
    Intensity clipped = new Intensity(0, 100, -1, 2);
    assertThat(clipped.scale(-500)).isEqualTo(-1);
    assertThat(clipped.scale(50)).isEqualTo(0.5f);
    assertThat(clipped.scale(500)).isEqualTo(2);
  }
}
