package io.deepgrow.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A network in an ONNX Runtime session.
 *
 * <p>Safe for use by many threads: at most {@link OnnxOptions#concurrentRuns()} run at a time, the
 * others wait their turn. Buffers are kept between runs, so a run on the same grid allocates
 * nothing. {@link #close()} waits for runs in progress.
 */
public final class OnnxNetwork implements OpenNetwork {

  private final ModelDescriptor descriptor;
  private final OnnxOptions options;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<Provider> providers;
  private final long[] inputEdges;
  private final Semaphore turns;
  private final Deque<RunBuffers> idle = new ArrayDeque<>();
  private boolean closed;

  private OnnxNetwork(
      ModelDescriptor descriptor,
      OnnxOptions options,
      OrtEnvironment environment,
      OpenedSession opened) {
    this.descriptor = descriptor;
    this.options = options;
    this.environment = environment;
    this.session = opened.session();
    this.providers = opened.providers();
    this.inputEdges = opened.inputEdges();
    this.turns = new Semaphore(options.concurrentRuns(), true);
  }

  /**
   * Opens a session on a graph and warms it up.
   *
   * @param graph the bytes of {@code model.onnx}, tensors inside
   * @throws ModelException when the checksum differs, a required provider is missing, the graph is
   *     corrupt or too new, or its inputs and outputs are not as described
   */
  public static OnnxNetwork open(ModelDescriptor descriptor, byte[] graph, OnnxOptions options) {
    Checksum.verify(descriptor, graph);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OnnxNetwork network =
        new OnnxNetwork(
            descriptor,
            options,
            environment,
            OpenedSession.open(environment, descriptor, graph, options));
    try {
      network.warmUp();
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** The provider tried first for every operator. */
  @Override
  public Provider provider() {
    return providers.get(0);
  }

  /** Providers in use, in order. */
  public List<Provider> providers() {
    return providers;
  }

  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public void run(float[] input, GridSize grid, float[] logits) {
    checkSizes(input, grid, logits);
    turns.acquireUninterruptibly();
    try {
      RunBuffers buffers = take(grid);
      boolean kept = false;
      try {
        run(buffers, input, logits);
        give(buffers);
        kept = true;
      } finally {
        if (!kept) {
          buffers.close();
        }
      }
    } catch (OrtException e) {
      throw new ModelException(
          ModelErrorCode.RUN_FAILED,
          "Model " + descriptor.id() + " failed on " + grid + ": " + e.getMessage(),
          e);
    } finally {
      turns.release();
    }
  }

  /** Waits for runs in progress, then frees the session; later runs are refused. */
  @Override
  public void close() {
    turns.acquireUninterruptibly(options.concurrentRuns());
    try {
      synchronized (idle) {
        if (closed) {
          return;
        }
        closed = true;
        idle.forEach(RunBuffers::close);
        idle.clear();
      }
      session.close();
    } catch (OrtException e) {
      throw new ModelException(
          ModelErrorCode.RUN_FAILED, "Model " + descriptor.id() + " could not be closed", e);
    } finally {
      turns.release(options.concurrentRuns());
    }
  }

  private void run(RunBuffers buffers, float[] input, float[] logits) throws OrtException {
    session
        .run(
            Map.of(descriptor.inputName(), buffers.fill(input)),
            Map.of(descriptor.outputName(), buffers.output()))
        .close();
    buffers.read(logits);
  }

  private RunBuffers take(GridSize grid) throws OrtException {
    RunBuffers spare;
    synchronized (idle) {
      if (closed) {
        throw new ModelException(
            ModelErrorCode.RUN_FAILED, "Model " + descriptor.id() + " is closed");
      }
      spare = idle.poll();
    }
    if (spare != null && spare.grid().equals(grid)) {
      return spare;
    }
    close(spare);
    return new RunBuffers(environment, descriptor.channels().size(), grid);
  }

  private void give(RunBuffers buffers) {
    synchronized (idle) {
      idle.push(buffers);
    }
  }

  private void warmUp() {
    GridSize grid = descriptor.gridSize();
    int voxels = grid.arrayLength();
    float[] input =
        options.warmUpRuns() == 0 ? new float[0] : new float[voxels * descriptor.channels().size()];
    float[] logits = new float[options.warmUpRuns() == 0 ? 0 : voxels];
    for (int n = 0; n < options.warmUpRuns(); n++) {
      run(input, grid, logits);
    }
  }

  private void checkSizes(float[] input, GridSize grid, float[] logits) {
    long expected = grid.voxels() * descriptor.channels().size();
    if (input.length != expected || logits.length != grid.voxels()) {
      throw new ModelException(
          ModelErrorCode.INPUT_INVALID,
          "Model %s on %s needs %d input values and %d logits, got %d and %d"
              .formatted(
                  descriptor.id(), grid, expected, grid.voxels(), input.length, logits.length));
    }
    if (!Signature.fits(inputEdges, grid)) {
      throw new ModelException(
          ModelErrorCode.INPUT_INVALID, "Model " + descriptor.id() + " does not take " + grid);
    }
  }

  private static void close(@Nullable RunBuffers buffers) {
    if (buffers != null) {
      buffers.close();
    }
  }
}
