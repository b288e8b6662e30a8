package io.deepgrow.training.train;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.deepgrow.inference.Click;
import io.deepgrow.training.clicks.CubeClicks;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.GridSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The training loop: each step clicks on every patch of the batch, runs the network and learns from
 * the result. Everything random is a function of the seed and the step.
 */
public final class TrainingRun implements AutoCloseable {

  private static final int MOST_CLICKS = 12;

  private final TrainingPlan plan;
  private final NetworkSpec.InputWriter input;
  private final int channels;
  private final Workers workers;
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

  /** A run on one CPU. */
  public TrainingRun(TrainingPlan plan, PatchStream patches) {
    this(plan, patches, Compute.cpu());
  }

  public TrainingRun(TrainingPlan plan, PatchStream patches, Compute compute) {
    this.plan = plan;
    queue = new PatchQueue(patches, compute.makers(), compute.ahead());
    input = plan.network().inputWriter();
    channels = plan.network().channels().size();
    workers = new Workers(plan, compute.devices());
  }

  public long step() {
    return step;
  }

  public boolean done() {
    return step >= plan.steps();
  }

  Workers workers() {
    return workers;
  }

  /** One optimiser step. */
  public StepResult next() {
    int edge = plan.edgeAt(step);
    int batch = plan.batchAt(step);
    GridSize grid = GridSize.cube(edge);
    int voxels = grid.arrayLength();
    fillSlots(edge, batch);
    float[] values = new float[batch * channels * voxels];
    float[] target = new float[batch * voxels];
    for (int s = 0; s < batch; s++) {
      ClickedPatch slot = slots.get(s);
      click(slot, grid, s);
      float[] hounsfield = slot.patch().hounsfield().values();
      input.write(hounsfield, slot.clicks(), grid, values, s * channels * voxels);
      System.arraycopy(slot.patch().target().values(), 0, target, s * voxels, voxels);
    }
    boolean training = !plan.large(step);
    double rate = plan.rateAt(step) * rateFactor;
    Replica.Pass pass = workers.step(values, target, batch, edge, training, rate);
    double dice = 0;
    for (int s = 0; s < batch; s++) {
      float[] own = Arrays.copyOfRange(pass.logits(), s * voxels, (s + 1) * voxels);
      slots.get(s).saw(own);
      dice += slots.get(s).dice() / batch;
    }
    step++;
    return new StepResult(pass.loss(), dice);
  }

  private void fillSlots(int edge, int batch) {
    while (slots.size() > batch) {
      slots.remove(slots.size() - 1);
    }
    for (int s = 0; s < batch; s++) {
      if (s < slots.size() && slots.get(s).wantsMore() && slots.get(s).edge() == edge) {
        continue;
      }
      ClickedPatch fresh = new ClickedPatch(drawn, queue.take(drawn, edge), clicksWanted(s));
      drawn++;
      if (s < slots.size()) {
        slots.set(s, fresh);
      } else {
        slots.add(fresh);
      }
    }
  }

  /** With a click a step, how many steps a patch stays; otherwise it is clicked on once. */
  private int clicksWanted(int slot) {
    if (!(plan.interaction() instanceof Interaction.ClickAStep clicking)) {
      return 0;
    }
    Random random = random(slot, 1);
    int wanted = 1;
    while (wanted < MOST_CLICKS && random.nextDouble() > 1 / clicking.meanClicks()) {
      wanted++;
    }
    return wanted;
  }

  private void click(ClickedPatch slot, GridSize grid, int s) {
    if (plan.interaction() instanceof Interaction.Rounds rounds) {
      slot.clicks().clear();
      slot.clicks().addAll(new ClickRounds(rounds, this::predict).play(slot.patch(), random(s, 3)));
      return;
    }
    float[] target = slot.patch().target().values();
    CubeClicks.next(random(s, 2), grid, target, slot.logits())
        .ifPresentOrElse(slot.clicks()::add, () -> repeatLast(slot));
  }

  /** Logits for a patch and its clicks, as when the network is used. */
  float[] predict(TrainingPatch patch, List<Click> clicks) {
    float[] values = new float[channels * patch.size().arrayLength()];
    input.write(patch.hounsfield().values(), clicks, patch.size(), values, 0);
    return workers.first().predict(values, patch.size().i());
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

  /** Everything that the next steps depend on. */
  Snapshot snapshot() {
    List<ClickedPatch.State> states = slots.stream().map(ClickedPatch::state).toList();
    return new Snapshot(step, rateFactor, workers.values(), drawn, states);
  }

  /** Takes over the parameters of another run; steps, rate and moments start anew. */
  void startFrom(Snapshot snapshot) {
    List<Parameter> parameters = workers.first().parameters();
    List<float[]> values = new ArrayList<>();
    for (int n = 0; n < parameters.size(); n++) {
      values.add(widened(snapshot.values().get(n), parameters.get(n).getArray().getShape()));
    }
    workers.setWeights(values);
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
    workers.restore(snapshot.values(), snapshot.step());
    step = snapshot.step();
    rateFactor = snapshot.rateFactor();
    drawn = snapshot.drawn();
    slots.clear();
    for (ClickedPatch.State state : snapshot.slots()) {
      TrainingPatch patch = queue.make(state.number(), state.edge());
      slots.add(ClickedPatch.restored(state, patch));
    }
  }

  /** Goes back to a snapshot, at half of the rate that was too high. */
  void retreat(Snapshot snapshot) {
    double slower = rateFactor / 2;
    restore(snapshot);
    rateFactor = slower;
  }

  @Override
  public void close() {
    queue.close();
    workers.close();
  }
}
