package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ai.onnx.proto.OnnxMl;
import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OnnxNetworkTest {

  private static final OnnxOptions OPTIONS = OnnxOptions.cpu().withThreads(1, false);
  private static final GridSize GRID = GridSize.cube(8);

  @Test
  void runsOnTheCpu() {
    try (OnnxNetwork network = open(Graphs.tiny())) {
      float[] logits = run(network, 1, GRID);
      assertThat(logits).doesNotContain(Float.NaN).isNotEqualTo(run(network, 2, GRID));
      assertThat(network.provider()).isEqualTo(Provider.CPU);
      assertThat(network.providers()).containsExactly(Provider.CPU);
      assertThat(network.descriptor().id()).isEqualTo("tiny");
    }
  }

  @Test
  void givesTheSameBitsForTheSameInput() {
    float[] first;
    try (OnnxNetwork network = open(Graphs.tiny())) {
      first = run(network, 1, GRID);
      assertThat(run(network, 1, GRID)).isEqualTo(first);
    }
    try (OnnxNetwork again = open(Graphs.tiny())) {
      assertThat(run(again, 1, GRID)).isEqualTo(first);
    }
  }

  @Test
  void changesBetweenGrids() {
    try (OnnxNetwork network = open(Graphs.tiny())) {
      float[] small = run(network, 1, GRID);
      assertThat(run(network, 1, new GridSize(12, 8, 16))).hasSize(12 * 8 * 16);
      assertThat(run(network, 1, GRID)).isEqualTo(small);
    }
  }

  @Test
  void readsTheGridAsSlicesRowsColumns() {
    byte[] graph = Graphs.tiny();
    GridSize grid = new GridSize(16, 12, 8);
    float[] input = input(1, grid);
    float[] logits = new float[grid.arrayLength()];
    try (OnnxNetwork network = open(graph)) {
      network.run(input, grid, logits);
    }
    float[] shifted = input.clone();
    shifted[grid.flat(15, 11, 7)] += 10;
    float[] changed = new float[grid.arrayLength()];
    try (OnnxNetwork network = open(graph)) {
      network.run(shifted, grid, changed);
    }
    assertThat(changed[grid.flat(14, 10, 6)]).isNotEqualTo(logits[grid.flat(14, 10, 6)]);
  }

  @Test
  void leavesTheInputAlone() {
    float[] input = input(1, GRID);
    float[] before = input.clone();
    try (OnnxNetwork network = open(Graphs.tiny())) {
      network.run(input, GRID, new float[512]);
    }
    assertThat(input).isEqualTo(before);
  }

  @Test
  void servesManyThreadsWithTheirOwnAnswers() throws Exception {
    byte[] graph = Graphs.tiny();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (OnnxNetwork network =
        OnnxNetwork.open(Descriptors.tiny("tiny", graph), graph, OPTIONS.withConcurrentRuns(2))) {
      List<float[]> expected = new ArrayList<>();
      List<Future<float[]>> answers = new ArrayList<>();
      for (int n = 0; n < 24; n++) {
        int seed = n;
        expected.add(run(network, seed, GRID));
        answers.add(threads.submit(() -> run(network, seed, GRID)));
      }
      for (int n = 0; n < 24; n++) {
        assertThat(answers.get(n).get()).isEqualTo(expected.get(n));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesAMissingRequiredProviderWithTheReason() {
    byte[] graph = Graphs.tiny();
    fails(
        ModelErrorCode.PROVIDER_UNAVAILABLE,
        () -> open(graph, OPTIONS.withProviders(List.of(Provider.CUDA, Provider.CPU), true)),
        "tiny",
        "CUDA",
        "-Pcuda");
    fails(
        ModelErrorCode.PROVIDER_UNAVAILABLE,
        () -> open(graph, OPTIONS.withProviders(List.of(Provider.CUDA), false)),
        "none of [CUDA]");
  }

  @Test
  void passesOverAMissingProviderOnlyWhenTold() {
    try (OnnxNetwork network =
        open(Graphs.tiny(), OPTIONS.withProviders(List.of(Provider.CUDA, Provider.CPU), false))) {
      assertThat(network.providers()).containsExactly(Provider.CPU);
    }
  }

  @Test
  void refusesAnotherFileThanTheDescribed() {
    ModelDescriptor descriptor = Descriptors.tiny("tiny", Graphs.compact(4));
    fails(
        ModelErrorCode.CHECKSUM_MISMATCH,
        () -> OnnxNetwork.open(descriptor, Graphs.tiny(), OPTIONS),
        Checksum.sha256(Graphs.tiny()),
        descriptor.sha256());
  }

  @Test
  void refusesACorruptFile() {
    byte[] graph = Graphs.tiny();
    fails(ModelErrorCode.GRAPH_CORRUPT, () -> open(Arrays.copyOf(graph, graph.length / 2)), "tiny");
    fails(ModelErrorCode.GRAPH_CORRUPT, () -> open(new byte[] {1, 2, 3}), "tiny");
    fails(ModelErrorCode.GRAPH_CORRUPT, () -> open(new byte[0]), "tiny");
  }

  @Test
  void refusesAnOpsetThatIsTooNew() {
    fails(
        ModelErrorCode.OPSET_UNSUPPORTED,
        () -> open(Graphs.tinyBut(m -> m.getOpsetImportBuilder(0).setVersion(99))),
        "99");
    fails(
        ModelErrorCode.OPSET_UNSUPPORTED,
        () -> open(Graphs.tinyBut(m -> m.setIrVersion(99))),
        "99");
  }

  @Test
  void refusesAnUnknownOperator() {
    fails(
        ModelErrorCode.GRAPH_CORRUPT,
        () -> open(Graphs.tinyBut(m -> m.getGraphBuilder().getNodeBuilder(0).setOpType("Convo"))),
        "Convo");
  }

  @Test
  void refusesAGraphWithoutTheDescribedInput() {
    fails(
        ModelErrorCode.SIGNATURE_MISMATCH,
        () ->
            open(
                Graphs.tinyBut(
                    m -> {
                      m.getGraphBuilder().getInputBuilder(0).setName("picture");
                      rename(m.getGraphBuilder(), "image", "picture");
                    })),
        "no input \"image\"",
        "picture");
  }

  @Test
  void refusesAWrongChannelCount() {
    fails(
        ModelErrorCode.SIGNATURE_MISMATCH,
        () -> open(Graphs.compact(4)),
        "takes 4 channels",
        "names 3");
  }

  @Test
  void refusesAFixedGridOtherThanTheDescribed() {
    byte[] fixed =
        Graphs.tinyBut(
            m ->
                m.getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(2)
                    .setDimValue(16));
    fails(ModelErrorCode.SIGNATURE_MISMATCH, () -> open(fixed), "16");
  }

  @Test
  void refusesArraysThatDoNotFit() {
    try (OnnxNetwork network = open(Graphs.tiny())) {
      fails(
          ModelErrorCode.INPUT_INVALID,
          () -> network.run(new float[512], GRID, new float[512]),
          "needs 1536 input values and 512 logits, got 512 and 512");
      fails(
          ModelErrorCode.INPUT_INVALID,
          () -> network.run(new float[1536], GRID, new float[511]),
          "511");
    }
  }

  @Test
  void reportsARunThatFailsAndGoesOn() {
    try (OnnxNetwork network = open(Graphs.tiny())) {
      GridSize odd = new GridSize(7, 8, 8);
      fails(ModelErrorCode.RUN_FAILED, () -> run(network, 1, odd), "tiny");
      assertThat(run(network, 1, GRID)).doesNotContain(Float.NaN);
    }
  }

  @Test
  void refusesRunsOnceClosed() {
    OnnxNetwork network = open(Graphs.tiny());
    network.close();
    assertThatNoException().isThrownBy(network::close);
    fails(ModelErrorCode.RUN_FAILED, () -> run(network, 1, GRID), "closed");
  }

  private static void rename(OnnxMl.GraphProto.Builder graph, String from, String to) {
    for (OnnxMl.NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (int n = 0; n < node.getInputCount(); n++) {
        if (node.getInput(n).equals(from)) {
          node.setInput(n, to);
        }
      }
    }
  }

  private static OnnxNetwork open(byte[] graph) {
    return open(graph, OPTIONS);
  }

  private static OnnxNetwork open(byte[] graph, OnnxOptions options) {
    return OnnxNetwork.open(Descriptors.tiny("tiny", graph), graph, options);
  }

  private static float[] run(OnnxNetwork network, int seed, GridSize grid) {
    float[] logits = new float[grid.arrayLength()];
    network.run(input(seed, grid), grid, logits);
    return logits;
  }

  private static float[] input(int seed, GridSize grid) {
    Random random = new Random(seed);
    float[] input = new float[3 * grid.arrayLength()];
    for (int n = 0; n < input.length; n++) {
      input[n] = (float) random.nextGaussian();
    }
    return input;
  }

  private static void fails(ModelErrorCode code, Runnable action, String... parts) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(action::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
  }
}
