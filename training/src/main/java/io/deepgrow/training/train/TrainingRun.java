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

/**
 * The training loop: each step adds one simulated click to every patch of the batch, runs the
 * network and learns from the result. The next click comes from the logits of the same step.
 */
public final class TrainingRun implements AutoCloseable {

  private final TrainingPlan plan;
  private final PatchStream patches;
  private final NDManager manager;
  private final CompactNet net;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Adam adam;
  private final ParameterStore store;
  private final List<ClickedPatch> slots = new ArrayList<>();
  private final List<float[]> lastLogits = new ArrayList<>();
  private long step;
  private double rateFactor = 1;

  /** Where patches come from, by step (for a curriculum) and size. */
  @FunctionalInterface
  public interface PatchStream {
    TrainingPatch next(long step, int edge);
  }

  public TrainingRun(TrainingPlan plan, PatchStream patches) {
    this.plan = plan;
    this.patches = patches;
    Engine engine = Engine.getEngine("PyTorch");
    engine.setRandomSeed((int) plan.seed());
    manager = engine.newBaseManager();
    net = new CompactNet(plan.widths());
    net.initialize(
        manager, DataType.FLOAT32, new Shape(1, 3, plan.edge(), plan.edge(), plan.edge()));
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
    float[] input = new float[batch * 3 * voxels];
    float[] target = new float[batch * voxels];
    for (int s = 0; s < batch; s++) {
      ClickedPatch slot = slots.get(s);
      addClick(slot, grid, lastLogits.get(s), s);
      float[] hounsfield = slot.patch().hounsfield().values();
      NetworkInput.write(hounsfield, slot.clicks(), grid, input, s * 3 * voxels);
      System.arraycopy(slot.patch().target().values(), 0, target, s * voxels, voxels);
    }
    double loss;
    float[] logits;
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(input, new Shape(batch, 3, edge, edge, edge));
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
      lastLogits.set(s, own);
      dice += dice(own, slots.get(s).patch().target().values()) / batch;
    }
    step++;
    return new StepResult(loss, dice);
  }

  private void fillSlots(int edge, int batch) {
    while (slots.size() > batch) {
      slots.remove(slots.size() - 1);
      lastLogits.remove(lastLogits.size() - 1);
    }
    for (int s = 0; s < batch; s++) {
      if (s < slots.size() && slots.get(s).wantsMore() && slots.get(s).patch().size().i() == edge) {
        continue;
      }
      Random random = random(s, 1);
      int wanted = 1;
      while (wanted < 12 && random.nextDouble() > 1 / plan.meanClicks()) {
        wanted++;
      }
      ClickedPatch fresh = new ClickedPatch(step, patches.next(step, edge), wanted);
      float[] nothing = new float[edge * edge * edge];
      Arrays.fill(nothing, -1);
      if (s < slots.size()) {
        slots.set(s, fresh);
        lastLogits.set(s, nothing);
      } else {
        slots.add(fresh);
        lastLogits.add(nothing);
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

  /** Values of all parameters, moments of the optimiser and the step, in a fixed order. */
  Snapshot snapshot() {
    List<float[]> values = new ArrayList<>();
    for (Parameter parameter : parameters) {
      values.add(parameter.getArray().toFloatArray());
    }
    for (NDArray moment : adam.state()) {
      values.add(moment.toFloatArray());
    }
    return new Snapshot(step, rateFactor, values);
  }

  /** Takes over the parameters of another run; steps, rate and moments start anew. */
  void startFrom(Snapshot snapshot) {
    JniUtils.setGradMode(false);
    for (int n = 0; n < parameters.size(); n++) {
      copy(snapshot.values().get(n), parameters.get(n).getArray());
    }
    JniUtils.setGradMode(true);
  }

  /** Goes on from a snapshot; the patches in work are drawn anew. */
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
    slots.clear();
    lastLogits.clear();
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
    adam.close();
    manager.close();
  }
}
