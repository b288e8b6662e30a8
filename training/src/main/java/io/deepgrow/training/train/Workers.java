package io.deepgrow.training.train;

import io.deepgrow.training.engine.Adam;
import io.deepgrow.training.engine.Device;
import io.deepgrow.training.engine.Replica;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Copies of the network that share the work of a step: each learns from its part of the batch, the
 * gradients are added, the first copy is updated and the others follow it.
 *
 * <p>Statistics of batch normalisation are those that the first copy saw; instance normalisation
 * has none, so that any number of workers learns the same.
 */
final class Workers implements AutoCloseable {

  private final List<Replica> replicas = new ArrayList<>();
  private final int channels;
  private final TrainingLoss loss;
  private final Adam adam;
  private final ExecutorService threads;

  /** Copies with equal values, one for each device named, which may be the same one. */
  Workers(TrainingPlan plan, Compute compute) {
    channels = plan.network().channels().size();
    loss = plan.loss();
    List<float[]> values = plan.network().initialValues(plan.seed());
    for (Device device : compute.devices()) {
      replicas.add(
          new Replica(
              plan.network().architecture(),
              channels,
              device,
              compute.arithmetic(),
              compute.recompute(),
              values));
    }
    adam = new Adam(first());
    threads =
        Executors.newFixedThreadPool(
            replicas.size(),
            task -> {
              Thread thread = new Thread(task, "worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  Replica first() {
    return replicas.get(0);
  }

  private List<Replica> others() {
    return replicas.subList(1, replicas.size());
  }

  /** Forward and backward passes of a batch, and one update if the loss is a number. */
  Replica.Pass step(
      float[] input, float[] target, int batch, int edge, boolean training, double rate) {
    Replica.Pass pass =
        replicas.size() == 1
            ? first().learn(input, target, batch, edge, loss, 1, training)
            : together(input, target, batch, edge, training);
    if (Double.isFinite(pass.loss())) {
      for (Replica other : others()) {
        first().addGradients(other);
      }
      adam.step(rate);
      others().forEach(other -> other.follow(first()));
    } else {
      first().clearGradients();
    }
    others().forEach(Replica::clearGradients);
    return pass;
  }

  private Replica.Pass together(
      float[] input, float[] target, int batch, int edge, boolean training) {
    if (batch % replicas.size() != 0) {
      throw new IllegalArgumentException(
          "A batch of %d patches does not split among %d workers"
              .formatted(batch, replicas.size()));
    }
    int n = batch / replicas.size();
    int voxels = edge * edge * edge;
    List<Future<Replica.Pass>> running = new ArrayList<>();
    for (int r = 0; r < replicas.size(); r++) {
      Replica replica = replicas.get(r);
      float[] x =
          Arrays.copyOfRange(input, r * n * channels * voxels, (r + 1) * n * channels * voxels);
      float[] y = Arrays.copyOfRange(target, r * n * voxels, (r + 1) * n * voxels);
      double weight = 1.0 / replicas.size();
      running.add(threads.submit(() -> replica.learn(x, y, n, edge, loss, weight, training)));
    }
    double total = 0;
    float[] logits = new float[target.length];
    for (int r = 0; r < replicas.size(); r++) {
      Replica.Pass pass = result(running.get(r));
      total += pass.loss();
      System.arraycopy(pass.logits(), 0, logits, r * n * voxels, n * voxels);
    }
    return new Replica.Pass(total, logits);
  }

  private static Replica.Pass result(Future<Replica.Pass> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while workers ran", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("A worker failed: " + cause.getMessage(), e);
    }
  }

  /** Parameters in the engine's order, then the optimiser's moments. */
  List<float[]> values() {
    List<float[]> values = new ArrayList<>(first().values());
    values.addAll(adam.state());
    return values;
  }

  /** Goes on from values of {@link #values} after so many updates. */
  void restore(List<float[]> values, long updates) {
    setWeights(values);
    adam.restore(values.subList(first().tensors(), values.size()), updates);
  }

  /** Takes parameters only. */
  void setWeights(List<float[]> values) {
    first().set(values);
    others().forEach(other -> other.follow(first()));
    replicas.forEach(Replica::clearGradients);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    adam.close();
    replicas.forEach(Replica::close);
  }
}
