package io.deepgrow.training.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.deepgrow.inference.Click;
import io.deepgrow.training.clicks.CubeClicks;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.GridSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The training loop: each step adds one simulated click to every patch of the batch, runs the
 * network and learns from the result. The next click comes from the logits of the same step.
 */
public final class TrainingRun implements AutoCloseable {

  /** How many patches begin with a mask that somebody drew or another method made. */
  private static final double STARTED = 0.15;

  static final int CHANNELS = CompactInput.CHANNELS.size();

  private final List<CompactInput> inputs = new ArrayList<>();
  private final TrainingPlan plan;
  private final NDManager manager;
  private final CompactNet net;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Adam adam;
  private final ParameterStore store;
  private final List<ClickedPatch> slots = new ArrayList<>();
  private final PatchQueue queue;
  private long drawn;
  private long step;
  private double rateFactor = 1;

  /** Where patches come from: a patch is a function of its number and its edge in voxels. */
  @FunctionalInterface
  public interface PatchStream {
    TrainingPatch patch(long number, int edge);
  }

  public TrainingRun(TrainingPlan plan, PatchStream patches) {
    this.plan = plan;
    queue = new PatchQueue(patches);
    Engine engine = Engine.getEngine("PyTorch");
    engine.setRandomSeed((int) plan.seed());
    manager = engine.newBaseManager();
    net = new CompactNet(plan.widths());
    net.initialize(
        manager, DataType.FLOAT32, new Shape(1, CHANNELS, plan.edge(), plan.edge(), plan.edge()));
    net.getParameters().values().forEach(parameters::add);
    adam = new Adam(manager, parameters);
    store = new ParameterStore(manager, false);
  }

  public long step() {
    return step;
  }

  public boolean done() {
    return step >= plan.steps();
  }

  CompactNet net() {
    return net;
  }

  /** One optimiser step. */
  public StepResult next() {
    int edge = plan.edgeAt(step);
    int batch = plan.batchAt(step);
    GridSize grid = GridSize.cube(edge);
    int voxels = grid.arrayLength();
    fillSlots(edge, batch);
    float[] values = new float[batch * CHANNELS * voxels];
    float[] target = new float[batch * voxels];
    while (inputs.size() < batch) {
      inputs.add(new CompactInput());
    }
    IntStream.range(0, batch).parallel().forEach(s -> prepare(s, grid, values, target));
    double loss;
    float[] logits;
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(values, new Shape(batch, CHANNELS, edge, edge, edge));
      NDArray y = scope.create(target, new Shape(batch, 1, edge, edge, edge));
      try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
        boolean training = !plan.large(step);
        NDArray z = net.forward(store, new NDList(x), training).singletonOrThrow();
        NDArray l = ClickLoss.of(z, y);
        gradients.backward(l);
        loss = l.getFloat();
        logits = z.toFloatArray();
      }
      if (Double.isFinite(loss)) {
        adam.step(plan.rateAt(step) * rateFactor);
      }
    }
    double dice = 0;
    for (int s = 0; s < batch; s++) {
      float[] own = Arrays.copyOfRange(logits, s * voxels, (s + 1) * voxels);
      slots.get(s).saw(own);
      dice += dice(own, slots.get(s).patch().target().values()) / batch;
    }
    step++;
    return new StepResult(loss, dice);
  }

  /** One more click on a slot's patch, and its part of the batch. */
  private void prepare(int s, GridSize grid, float[] values, float[] target) {
    int voxels = grid.arrayLength();
    ClickedPatch slot = slots.get(s);
    addClick(slot, grid, slot.logits(), s);
    float[] hounsfield = slot.patch().hounsfield().values();
    int offset = s * CHANNELS * voxels;
    inputs.get(s).write(hounsfield, slot.clicks(), slot.mask(), grid, values, offset);
    System.arraycopy(slot.patch().target().values(), 0, target, s * voxels, voxels);
  }

  private void fillSlots(int edge, int batch) {
    while (slots.size() > batch) {
      slots.remove(slots.size() - 1);
    }
    for (int s = 0; s < batch; s++) {
      if (s < slots.size() && slots.get(s).wantsMore() && slots.get(s).edge() == edge) {
        continue;
      }
      Random random = random(s, 1);
      int wanted = 1;
      while (wanted < 12 && random.nextDouble() > 1 / plan.meanClicks()) {
        wanted++;
      }
      ClickedPatch fresh = new ClickedPatch(drawn, queue.take(drawn, edge), wanted);
      if (random.nextDouble() < STARTED) {
        fresh.saw(StartMask.of(random, fresh.patch().target()));
      }
      drawn++;
      if (s < slots.size()) {
        slots.set(s, fresh);
      } else {
        slots.add(fresh);
      }
    }
  }

  private void addClick(ClickedPatch slot, GridSize grid, float[] logits, int s) {
    float[] target = slot.patch().target().values();
    CubeClicks.next(random(s, 2), grid, target, logits)
        .ifPresentOrElse(slot.clicks()::add, () -> repeatLast(slot));
  }

  /** A perfect prediction: the same clicks once more. */
  private static void repeatLast(ClickedPatch slot) {
    List<Click> clicks = slot.clicks();
    if (!clicks.isEmpty()) {
      clicks.add(clicks.get(clicks.size() - 1));
    }
  }

  private Random random(int slot, int use) {
    return new Random(plan.seed() * 1_000_003L + step * 64 + slot * 4L + use);
  }

  private static double dice(float[] logits, float[] target) {
    double overlap = 0;
    double total = 0;
    for (int v = 0; v < logits.length; v++) {
      double inside = logits[v] >= 0 ? 1 : 0;
      overlap += inside * target[v];
      total += inside + target[v];
    }
    return total == 0 ? 1 : 2 * overlap / total;
  }

  /** Everything that the next steps depend on. */
  Snapshot snapshot() {
    List<float[]> values = new ArrayList<>();
    for (Parameter parameter : parameters) {
      values.add(parameter.getArray().toFloatArray());
    }
    for (NDArray moment : adam.state()) {
      values.add(moment.toFloatArray());
    }
    List<ClickedPatch.State> states = slots.stream().map(ClickedPatch::state).toList();
    return new Snapshot(step, rateFactor, values, drawn, states);
  }

  /** Takes over the parameters of another run; steps, rate and moments start anew. */
  void startFrom(Snapshot snapshot) {
    JniUtils.setGradMode(false);
    for (int n = 0; n < parameters.size(); n++) {
      NDArray parameter = parameters.get(n).getArray();
      copy(widened(snapshot.values().get(n), parameter.getShape()), parameter);
    }
    JniUtils.setGradMode(true);
  }

  /** A kernel for fewer input channels, with weights 0 for the new ones. */
  private static float[] widened(float[] values, Shape shape) {
    int size = Math.toIntExact(shape.size());
    if (values.length == size || shape.dimension() != 5) {
      return values;
    }
    int outputs = (int) shape.get(0);
    int before = values.length / outputs;
    float[] wide = new float[size];
    for (int n = 0; n < outputs; n++) {
      System.arraycopy(values, n * before, wide, n * (size / outputs), before);
    }
    return wide;
  }

  /** Goes on from a snapshot as if nothing had happened. */
  void restore(Snapshot snapshot) {
    List<float[]> values = snapshot.values();
    int n = 0;
    JniUtils.setGradMode(false);
    for (Parameter parameter : parameters) {
      copy(values.get(n++), parameter.getArray());
    }
    for (NDArray moment : adam.state()) {
      copy(values.get(n++), moment);
    }
    JniUtils.setGradMode(true);
    step = snapshot.step();
    rateFactor = snapshot.rateFactor();
    adam.restore(snapshot.step());
    drawn = snapshot.drawn();
    slots.clear();
    for (ClickedPatch.State state : snapshot.slots()) {
      TrainingPatch patch = queue.make(state.number(), state.edge());
      slots.add(ClickedPatch.restored(state, patch));
    }
  }

  void slowDown(double factor) {
    rateFactor *= factor;
  }

  private static void copy(float[] values, NDArray into) {
    try (NDArray source = into.getManager().create(values, into.getShape())) {
      into.muli(0).addi(source);
    }
  }

  @Override
  public void close() {
    queue.close();
    adam.close();
    manager.close();
  }
}
