package io.deepgrow.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.model.Descriptors;
import io.deepgrow.model.Graphs;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.model.Provider;
import io.deepgrow.model.remote.FakeInferenceServer.Fault;
import io.deepgrow.volume.grid.GridSize;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KServeNetworkTest {

  private static final byte[] GRAPH = Graphs.tiny();
  private static final ModelDescriptor MODEL = Descriptors.tiny("tiny", GRAPH);
  private static final GridSize GRID = new GridSize(16, 12, 8);

  private final OnnxNetwork here =
      OnnxNetwork.open(MODEL, GRAPH, OnnxOptions.cpu().withThreads(1, false).withWarmUpRuns(0));
  private FakeInferenceServer server = started();

  private FakeInferenceServer started() {
    try {
      return new FakeInferenceServer(MODEL, here);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private InferenceServer address() {
    return new InferenceServer(server.root(), Optional.of("secret"), Duration.ofSeconds(30));
  }

  @BeforeEach
  void well() {
    server.now(Fault.NONE);
  }

  @AfterEach
  void stop() {
    server.close();
    here.close();
  }

  private static float[] input() {
    float[] input = new float[MODEL.channels().size() * GRID.arrayLength()];
    Random random = new Random(4);
    for (int n = 0; n < input.length; n++) {
      input[n] = random.nextFloat();
    }
    return input;
  }

  private static void assertRefused(ModelErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining("secret");
  }

  @Test
  void givesTheBitsThatTheNetworkGivesHere() {
    float[] own = new float[GRID.arrayLength()];
    here.run(input(), GRID, own);
    float[] remote = new float[GRID.arrayLength()];
    try (KServeNetwork network = KServeNetwork.open(MODEL, address())) {
      network.run(input(), GRID, remote);
      RemoteProbe.require(MODEL, here, network);
      assertThat(network.provider()).isEqualTo(Provider.REMOTE);
    }
    assertThat(remote).isEqualTo(own);
    assertThat(server.authorizations()).containsOnly("Bearer secret");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,REMOTE_UNAVAILABLE",
    "OTHER_SHAPE,REMOTE_MISMATCH",
    "NO_BINARY,REMOTE_MISMATCH"
  })
  void aServerThatIsNotWhatIsExpectedIsNotOpened(Fault fault, ModelErrorCode code) {
    server.now(fault);
    assertRefused(code, () -> KServeNetwork.open(MODEL, address()));
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES,REMOTE_UNAVAILABLE",
    "CUT,REMOTE_UNAVAILABLE",
    "ENDLESS,REMOTE_UNAVAILABLE",
    "OTHER_LENGTH,REMOTE_MISMATCH"
  })
  void aRunThatFailsThereFailsHereAndTheNextOneWorks(Fault fault, ModelErrorCode code) {
    try (KServeNetwork network = KServeNetwork.open(MODEL, address())) {
      server.now(fault);
      float[] logits = new float[GRID.arrayLength()];
      assertRefused(code, () -> network.run(input(), GRID, logits));
      server.now(Fault.NONE);
      network.run(input(), GRID, logits);
      assertThat(logits).doesNotContain(Float.NaN);
    }
  }

  @Test
  void aServerThatIsAwayIsSaidToBeAway() {
    KServeNetwork network = KServeNetwork.open(MODEL, address());
    server.close();
    assertRefused(
        ModelErrorCode.REMOTE_UNAVAILABLE,
        () -> network.run(input(), GRID, new float[GRID.arrayLength()]));
    assertRefused(ModelErrorCode.REMOTE_UNAVAILABLE, () -> KServeNetwork.open(MODEL, address()));
  }

  @Test
  void anAnswerThatIsNotAllHereInTimeIsGivenUp() {
    InferenceServer impatient =
        new InferenceServer(server.root(), Optional.empty(), Duration.ofSeconds(2));
    KServeNetwork network = KServeNetwork.open(MODEL, impatient);
    server.now(Fault.STUCK);
    assertRefused(
        ModelErrorCode.REMOTE_UNAVAILABLE,
        () -> network.run(input(), GRID, new float[GRID.arrayLength()]));
  }

  @Test
  void otherWeightsAreFoundOut() {
    KServeNetwork network = KServeNetwork.open(MODEL, address());
    assertRefused(
        ModelErrorCode.REMOTE_MISMATCH,
        () ->
            RemoteProbe.require(
                MODEL,
                (input, grid, logits) -> {
                  here.run(input, grid, logits);
                  logits[5] += 0.5f;
                },
                network));
    assertRefused(
        ModelErrorCode.REMOTE_MISMATCH,
        () ->
            RemoteProbe.require(
                MODEL, here, (input, grid, logits) -> java.util.Arrays.fill(logits, Float.NaN)));
  }

  @Test
  void whatIsClosedRunsNoMore() {
    KServeNetwork network = KServeNetwork.open(MODEL, address());
    network.close();
    assertRefused(
        ModelErrorCode.RUN_FAILED, () -> network.run(input(), GRID, new float[GRID.arrayLength()]));
  }
}
