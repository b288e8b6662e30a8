package io.deepgrow.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingSettingsTest {

  @Test
  void becomeOptionsOfTheTrainer() {
    assertThat(new TrainingSettings(40, 32, 2, 0.001, "deepgrow-compact").checked().options())
        .containsExactly(
            "--steps",
            "40",
            "--patch",
            "32",
            "--batch",
            "2",
            "--rate",
            "0.001",
            "--from-model",
            "deepgrow-compact",
            "--log-every",
            "2",
            "--validate-every",
            "10");
    assertThat(TrainingSettings.of(1).options())
        .containsExactly("--steps", "1", "--log-every", "1", "--validate-every", "1");
  }

  static List<TrainingSettings> refused() {
    return List.of(
        TrainingSettings.of(0),
        TrainingSettings.of(1_000_001),
        new TrainingSettings(1, 17, null, null, null),
        new TrainingSettings(1, 272, null, null, null),
        new TrainingSettings(1, null, 0, null, null),
        new TrainingSettings(1, null, null, 0.0, null),
        new TrainingSettings(1, null, null, Double.NaN, null),
        new TrainingSettings(1, null, null, null, "--out"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(TrainingSettings settings) {
    assertThatThrownBy(settings::checked).isInstanceOf(ApiException.class);
  }
}
