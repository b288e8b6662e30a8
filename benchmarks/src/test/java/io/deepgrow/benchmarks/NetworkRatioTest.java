package io.deepgrow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.model.OnnxOptions;
import org.junit.jupiter.api.Test;

class NetworkRatioTest {

  @Test
  void measuresBothNetworks() {
    NetworkRatio.Result result =
        NetworkRatio.measure(
            CompactUNet.standard(), 32, 2, OnnxOptions.cpu().withThreads(1, false));
    assertThat(result.compactMinMs()).isPositive().isLessThanOrEqualTo(result.compactMs());
    assertThat(result.baselineMinMs()).isPositive().isLessThanOrEqualTo(result.baselineMs());
  }

  @Test
  void dividesTheCompactByTheBaseline() {
    NetworkRatio.Result result = new NetworkRatio.Result(120, 480, 100, 450);
    assertThat(result.ratio()).isEqualTo(0.25);
    assertThat(result.ratioOfMinima()).isCloseTo(0.222, within(1e-3));
  }

  @Test
  void comparesWithTheEightChannelNetwork() {
    assertThat(NetworkRatio.baseline().parameterCount()).isEqualTo(1_416_433);
  }
}
