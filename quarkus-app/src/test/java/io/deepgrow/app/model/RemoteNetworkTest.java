package io.deepgrow.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.Network;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.model.OpenNetwork;
import io.deepgrow.model.Provider;
import io.deepgrow.model.remote.FakeInferenceServer;
import io.deepgrow.model.remote.InferenceServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bundled network on a played inference server. */
class RemoteNetworkTest {

  private static final OnnxOptions OPTIONS = OnnxOptions.cpu().withWarmUpRuns(0);
  private static final ModelDescriptor MODEL = BundledShelf.VERSION.descriptor();

  private final BundledShelf shelf = new BundledShelf();
  private final OnnxNetwork here =
      OnnxNetwork.open(MODEL, shelf.graph(BundledShelf.VERSION), OPTIONS);

  @AfterEach
  void close() {
    here.close();
  }

  private OpenNetwork opened(FakeInferenceServer server) {
    InferenceServer address =
        new InferenceServer(server.root(), Optional.empty(), Duration.ofMinutes(1));
    return new NetworkOpening(OPTIONS, Optional.of(address), shelf::graph)
        .apply(BundledShelf.VERSION);
  }

  @Test
  void aServerWithTheSameWeightsRunsTheNetwork() throws Exception {
    try (FakeInferenceServer server = new FakeInferenceServer(MODEL, here);
        OpenNetwork network = opened(server)) {
      assertThat(network.provider()).isEqualTo(Provider.REMOTE);
    }
  }

  @Test
  void aServerWithOtherWeightsIsRefused() throws Exception {
    Network other =
        (input, grid, logits) -> {
          here.run(input, grid, logits);
          for (int n = 0; n < logits.length; n++) {
            logits[n] = -logits[n];
          }
        };
    try (FakeInferenceServer server = new FakeInferenceServer(MODEL, other)) {
      assertThatThrownBy(() -> opened(server))
          .isInstanceOfSatisfying(
              ModelException.class,
              e -> assertThat(e.code()).isEqualTo(ModelErrorCode.REMOTE_MISMATCH));
    }
  }
}
