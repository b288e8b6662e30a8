package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Each layer alone in ONNX Runtime against the same layer as plain loops. */
class LayersTest {

  private static final int CHANNELS = 3;
  private static final int TRIES = 12;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  @Property(tries = TRIES)
  void convolutionKeepsTheGrid(
      @ForAll @IntRange(min = 1, max = 6) int d, @ForAll @IntRange(min = 1, max = 6) int h) {
    random("x.weight", Shape.kernel(4, CHANNELS, 3));
    random("x.bias", Shape.of(4));
    check(d, h, 5, l -> l.conv("in", "x", 1, "out"), f -> f.conv(weights(), "x", 1));
  }

  @Property(tries = TRIES)
  void convolutionMayHaveNoBias(@ForAll @IntRange(min = 1, max = 6) int d) {
    random("x.weight", Shape.kernel(2, CHANNELS, 1));
    check(d, 3, 5, l -> l.conv("in", "x", 1, "out"), f -> f.conv(weights(), "x", 1));
  }

  @Property(tries = TRIES)
  void strideTwoHalvesTheGrid(
      @ForAll @IntRange(min = 1, max = 4) int d, @ForAll @IntRange(min = 1, max = 4) int h) {
    random("x.weight", Shape.kernel(2, CHANNELS, 3));
    random("x.bias", Shape.of(2));
    check(2 * d, 2 * h, 6, l -> l.conv("in", "x", 2, "out"), f -> f.conv(weights(), "x", 2));
  }

  @Property(tries = TRIES)
  void poolingDropsAnOddLastVoxel(
      @ForAll @IntRange(min = 2, max = 7) int d, @ForAll @IntRange(min = 2, max = 7) int w) {
    check(d, 4, w, l -> l.maxPool("in", "x"), LayersTest::maxPool);
  }

  @Property(tries = TRIES)
  void nearestTwiceRepeatsEveryVoxel(
      @ForAll @IntRange(min = 1, max = 5) int d,
      @ForAll @IntRange(min = 1, max = 5) int h,
      @ForAll @IntRange(min = 1, max = 5) int w) {
    check(d, h, w, l -> l.nearestTwice("in", "x", CHANNELS), Field::nearestTwice);
  }

  @Property(tries = TRIES)
  void transposedConvolutionDoublesTheGrid(@ForAll @IntRange(min = 1, max = 5) int d) {
    random("x.weight", Shape.kernel(CHANNELS, 2, 2));
    random("x.bias", Shape.of(2));
    check(d, 3, 2, l -> l.deconv("in", "x"), f -> f.deconv(weights(), "x"));
  }

  @Property(tries = TRIES)
  void instanceNormalisationUsesTheBiasedVariance(@ForAll @IntRange(min = 2, max = 5) int d) {
    random("x.weight", Shape.of(CHANNELS));
    random("x.bias", Shape.of(CHANNELS));
    check(
        d, 3, 4, l -> l.instanceNorm("in", "x", 1e-5f), f -> f.instanceNorm(weights(), "x", 1e-5));
  }

  @Property(tries = TRIES)
  void activationsBendAtZero(@ForAll @IntRange(min = 1, max = 5) int d) {
    check(d, 2, 3, l -> l.relu("in", "x"), Field::relu);
    check(d, 2, 3, l -> l.leakyRelu("in", "x", 0.1f), f -> f.leakyRelu(0.1));
  }

  @Property(tries = TRIES)
  void sumsAndJoins(@ForAll @IntRange(min = 1, max = 5) int d) {
    check(d, 2, 3, l -> l.add("in", "in", "x"), f -> f.plus(f));
    check(d, 2, 3, l -> l.concat("in", l.relu("in", "y"), "x"), f -> f.concat(f.relu()));
  }

  @Property(tries = TRIES)
  void paddingRepeatsTheLastVoxel(
      @ForAll @IntRange(min = 2, max = 7) int d, @ForAll @IntRange(min = 2, max = 7) int w) {
    random("u.weight", Shape.kernel(CHANNELS, 2, 2));
    random("u.bias", Shape.of(2));
    check(
        d,
        5,
        w,
        l -> l.padTo(l.deconv(l.maxPool("in", "p"), "u"), "in", "x"),
        f -> maxPool(f).deconv(weights(), "u").padTo(f));
  }

  @Property(tries = TRIES)
  void depthToSpaceInterleavesEightChannels(
      @ForAll @IntRange(min = 1, max = 4) int d, @ForAll @IntRange(min = 1, max = 4) int w) {
    random("x.weight", Shape.kernel(8, CHANNELS, 3));
    check(
        2 * d,
        4,
        2 * w,
        l -> l.depthToSpace(l.conv("in", "x", 2), "y", "in", "out"),
        f -> f.conv(weights(), "x", 2).depthToSpace());
  }

  private static Field maxPool(Field f) {
    return f.even().maxPool();
  }

  private interface Build {
    String on(Layers layers);
  }

  private void check(int d, int h, int w, Build build, UnaryOperator<Field> expected) {
    OnnxGraph graph = new OnnxGraph("one_layer");
    graph.input("in", List.of("1", String.valueOf(CHANNELS), "d", "h", "w"));
    String last = build.on(new Layers(graph, weights()));
    graph.output(last, List.of("1", "c", "d2", "h2", "w2"));
    Field input = Field.of(CHANNELS, d, h, w, gaussian(CHANNELS * d * h * w, d + 7 * h + 31 * w));
    float[] actual = OnnxRun.run(graph.toBytes("test"), input, "in", last);
    double[] wanted = expected.apply(input).v();
    assertThat(actual).hasSize(wanted.length);
    for (int n = 0; n < actual.length; n++) {
      assertThat((double) actual[n]).isCloseTo(wanted[n], within(2e-5));
    }
  }

  private Weights weights() {
    return Weights.of(tensors);
  }

  private void random(String name, Shape shape) {
    tensors.put(name, Tensor.of(shape, gaussian(shape.elements(), name.hashCode())));
  }

  private static float[] gaussian(int length, int seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int n = 0; n < length; n++) {
      values[n] = (float) (0.3 * random.nextGaussian());
    }
    return values;
  }
}
