package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxOptionsTest {

  @Test
  void readsTheOrderOfProviders() {
    assertThat(Provider.parse("cuda,cpu")).containsExactly(Provider.CUDA, Provider.CPU);
    assertThat(Provider.parse(" CPU ")).containsExactly(Provider.CPU);
  }

  @Test
  void namesAnUnknownProvider() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Provider.parse("cuda,tpu"))
        .withMessageContainingAll("\"tpu\"", "cuda and cpu");
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.parse(""));
  }

  @Test
  void changesOneSettingAtATime() {
    OnnxOptions options =
        OnnxOptions.cpu()
            .withProviders(List.of(Provider.CUDA), false)
            .withThreads(3, false)
            .withConcurrentRuns(2)
            .withWarmUpRuns(0);
    assertThat(options).isEqualTo(new OnnxOptions(List.of(Provider.CUDA), false, 3, false, 2, 0));
  }

  @Test
  void refusesSettingsOutOfBounds() {
    OnnxOptions cpu = OnnxOptions.cpu();
    assertThatIllegalArgumentException().isThrownBy(() -> cpu.withThreads(-1, true));
    assertThatIllegalArgumentException().isThrownBy(() -> cpu.withConcurrentRuns(0));
    assertThatIllegalArgumentException().isThrownBy(() -> cpu.withWarmUpRuns(17));
    assertThatIllegalArgumentException().isThrownBy(() -> cpu.withProviders(List.of(), true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cpu.withProviders(List.of(Provider.CPU, Provider.CPU), true))
        .withMessageContaining("must not repeat");
  }
}
