package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.training.engine.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputeTest {

  @Test
  void spreadsWorkersOverTheDevices() {
    assertThat(Compute.of(List.of("cpu"), 0, 1, 6).devices()).containsExactly(Device.cpu());
    assertThat(Compute.of(List.of("CPU"), 2, 1, 6).devices())
        .containsExactly(Device.cpu(), Device.cpu());
  }

  @Test
  void aMissingGpuIsAnErrorRatherThanACpu() {
    assertThatThrownBy(() -> Compute.of(List.of("cuda:99"), 0, 1, 6))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("cuda:99 is not there");
  }

  @Test
  void namesMustBeKnown() {
    assertThatThrownBy(() -> Compute.of(List.of("gpu"), 0, 1, 6))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("cpu, cuda or cuda:N");
    assertThatThrownBy(() -> Compute.of(List.of(), 0, 1, 6)).isInstanceOf(TrainingException.class);
    assertThatThrownBy(() -> Compute.of(List.of("cpu"), 0, 0, 6))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
