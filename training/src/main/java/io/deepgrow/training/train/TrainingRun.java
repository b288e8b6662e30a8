package io.deepgrow.training.train;

import io.deepgrow.clicks.CubeClicks;
import io.deepgrow.inference.click.Click;
import io.deepgrow.seed.Seeds;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.engine.Replica;
import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The training loop: each step clicks on every patch of the batch, runs the network and learns from
 * the result. Everything random is a function of the seed and the step.
 */
public final class TrainingRun implements AutoCloseable {

  private static final int MOST_CLICKS = 12;

  private final TrainingPlan plan;
  private final List<InputWriter> inputs = new ArrayList<>();
  private final int channels;
  private final Workers workers;
  private final Seeds clicking;
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
    channels = plan.network().channels().size();
    workers = new Workers(plan, compute);
    clicking = Seeds.of(plan.seed(), "clicks");
  }

  public long step() {
    return step;
  }

  /** How long steps waited for patches in all, in seconds. */
  double waitedSeconds() {
    return queue.waitedSeconds();
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
    while (inputs.size() < batch) {
      inputs.add(new InputWriter(plan.network()));
    }
    prepare(grid, values, target, batch);
    boolean training = plan.normalisesByBatch(step);
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

  /** One more click on each slot's patch, or all of them, and its part of the batch. */
  private void prepare(GridSize grid, float[] values, float[] target, int batch) {
    if (plan.interaction() instanceof Interaction.Rounds rounds) {
      for (int s = 0; s < batch; s++) {
        new ClickRounds(rounds, this::predict).play(slots.get(s), random(s, 3));
      }
    }
    IntStream.range(0, batch).parallel().forEach(s -> prepare(s, grid, values, target));
  }

  private void prepare(int s, GridSize grid, float[] values, float[] target) {
    int voxels = grid.arrayLength();
    ClickedPatch slot = slots.get(s);
    float[] wanted = slot.patch().target().values();
    if (plan.interaction() instanceof Interaction.ClickAStep) {
      CubeClicks.next(random(s, 2), grid, wanted, slot.logits())
          .ifPresentOrElse(slot.clicks()::add, () -> repeatLast(slot));
    }
    float[] hounsfield = slot.patch().hounsfield().values();
    int offset = s * channels * voxels;
    inputs.get(s).write(hounsfield, slot.clicks(), slot.mask(), grid, values, offset);
    System.arraycopy(wanted, 0, target, s * voxels, voxels);
  }

  private void fillSlots(int edge, int batch) {
    while (slots.size() > batch) {
      slots.remove(slots.size() - 1);
    }
    for (int s = 0; s < batch; s++) {
      if (s < slots.size() && slots.get(s).wantsMore() && slots.get(s).edge() == edge) {
        continue;
      }
      ClickedPatch fresh = fresh(drawn, queue.take(drawn, edge), random(s, 1));
      drawn++;
      if (s < slots.size()) {
        slots.set(s, fresh);
      } else {
        slots.add(fresh);
      }
    }
  }

  /**
   * A patch that waits for its first click. With a click a step it stays for several steps;
   * otherwise for one.
   */
  private ClickedPatch fresh(long number, TrainingPatch patch, Random random) {
    if (!(plan.interaction() instanceof Interaction.ClickAStep clicking)) {
      return new ClickedPatch(number, patch, 0);
    }
    int wanted = 1;
    while (wanted < MOST_CLICKS && random.nextDouble() > 1 / clicking.meanClicks()) {
      wanted++;
    }
    ClickedPatch fresh = new ClickedPatch(number, patch, wanted);
    if (random.nextDouble() < clicking.started()) {
      fresh.saw(StartMask.of(random, patch.target()));
    }
    return fresh;
  }

  /** Logits for a patch and its clicks, as when the network is used. */
  float[] predict(ClickedPatch patch) {
    GridSize grid = patch.patch().size();
    float[] values = new float[channels * grid.arrayLength()];
    if (inputs.isEmpty()) {
      inputs.add(new InputWriter(plan.network()));
    }
    float[] hounsfield = patch.patch().hounsfield().values();
    inputs.get(0).write(hounsfield, patch.clicks(), patch.mask(), grid, values, 0);
    return workers.first().predict(values, patch.edge());
  }

  /** A perfect prediction: the same clicks once more. */
  private static void repeatLast(ClickedPatch slot) {
    List<Click> clicks = slot.clicks();
    if (!clicks.isEmpty()) {
      clicks.add(clicks.get(clicks.size() - 1));
    }
  }

  private Random random(int slot, int use) {
    return clicking.at(step).at(slot).at(use).random();
  }

  /** Everything that the next steps depend on. */
  Snapshot snapshot() {
    List<ClickedPatch.State> states = slots.stream().map(ClickedPatch::state).toList();
    return new Snapshot(step, rateFactor, workers.values(), drawn, states);
  }

  /**
   * Takes over parameters, in the engine's order; steps, rate and moments start anew.
   *
   * @throws TrainingException when they are of another network
   */
  void startFrom(List<float[]> others) {
    Replica network = workers.first();
    List<float[]> values = new ArrayList<>();
    for (int n = 0; n < network.tensors(); n++) {
      int size = Math.toIntExact(network.size(n));
      int outputs = Math.toIntExact(network.outputs(n));
      float[] value = n < others.size() ? widened(others.get(n), size, outputs) : new float[0];
      if (value.length != size) {
        throw new TrainingException(
            "The weights to start from are of another network than %s: parameter %d has %d values instead of %d"
                .formatted(plan.network().architecture().describe(), n, value.length, size));
      }
      values.add(value);
    }
    workers.setWeights(values);
  }

  /** A kernel for fewer input channels, with weights 0 for the new ones. */
  private static float[] widened(float[] values, int size, int outputs) {
    if (outputs == 0 || values.length >= size || values.length % outputs != 0) {
      return values;
    }
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
