package io.deepgrow.app.model;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.Timings;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Models without a network: each click paints or erases a cube of five voxels an edge. */
public final class PaintedModels extends ModelService {

  /** The process ends here, as far as the history can tell. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final int RADIUS = 2;

  private boolean crashing;
  private volatile boolean full;

  private final ServedVersion version;

  public PaintedModels(DeepgrowConfig config) {
    this(config, BundledShelf.VERSION);
  }

  /**
   * Models whose sessions are kept in a database.
   *
   * @param version that is there
   */
  public PaintedModels(DeepgrowConfig config, ServedVersion version) {
    super(config, new BundledShelf(), Clock.systemUTC());
    this.version = version;
  }

  /** Whether the next prediction ends in a {@link Crash}. */
  public synchronized void crashNext(boolean crash) {
    crashing = crash;
  }

  /** Whether all places are taken. */
  public void full(boolean taken) {
    full = taken;
  }

  @Override
  public void requireRoom(Duration patience) {
    if (full) {
      throw new ApiException(ErrorCode.BUSY, "all places are taken");
    }
    super.requireRoom(patience);
  }

  @Override
  public ModelDescriptor require(@Nullable String id) {
    return ModelRegistry.bundled().models().get(0);
  }

  @Override
  public ServedVersion choose(@Nullable String id, UUID session) {
    return version;
  }

  @Override
  public ServedVersion version(ModelRef model) {
    return version;
  }

  @Override
  public synchronized Prediction predict(
      ModelRef model, Volume volume, Mask start, List<Click> clicks) {
    if (crashing) {
      crashing = false;
      throw new Crash();
    }
    return new Prediction(paint(start, clicks), Optional.empty(), 1, new Timings(0, 0, 0));
  }

  /** What the clicks make of a mask, one after the other. */
  public static Mask paint(Mask start, List<Click> clicks) {
    Mask mask = start.copy();
    for (Click click : clicks) {
      VoxelIndex at = click.voxel();
      int depth = click.extent() == ClickExtent.SLICE ? 0 : RADIUS;
      GridSize size = mask.size();
      for (int k = Math.max(0, at.k() - depth); k <= Math.min(size.k() - 1, at.k() + depth); k++) {
        for (int j = at.j() - RADIUS; j <= at.j() + RADIUS; j++) {
          for (int i = at.i() - RADIUS; i <= at.i() + RADIUS; i++) {
            mask.set(new VoxelIndex(i, j, k), click.isPositive());
          }
        }
      }
    }
    return mask;
  }
}
