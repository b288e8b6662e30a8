package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.Click;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The WINDOW crop: a window round the box of all clicks, at the network's spacing; never grows. */
final class WindowPlan implements CropPlan {

  private final CropSettings.Window window;
  private final Orientation orientation;
  private final GridSize grid;

  WindowPlan(CropSettings.Window window, Orientation orientation, GridSize grid) {
    this.window = window;
    this.orientation = orientation;
    this.grid = grid;
  }

  @Override
  public WindowView first(VolumeGeometry geometry, List<Click> clicks, Optional<VoxelBox> before) {
    NetworkAxes axes = NetworkAxes.of(geometry.direction(), orientation);
    List<WindowAxis> windows =
        IntStream.range(0, 3)
            .mapToObj(network -> axis(network, axes.axis(network), geometry, clicks))
            .toList();
    return new WindowView(axes, windows);
  }

  private WindowAxis axis(
      int network, NetworkAxes.Along along, VolumeGeometry geometry, List<Click> clicks) {
    RespacedAxis respaced =
        new RespacedAxis(
            geometry.size().component(along.axis()),
            geometry.spacing().component(along.axis()),
            window.spacing().component(network),
            along.reversed());
    int[] at =
        clicks.stream()
            .mapToInt(c -> respaced.nearest(c.voxel().component(along.axis())))
            .sorted()
            .toArray();
    int begin = Math.max(0, at[0] - window.marginVoxels());
    int end = Math.min(respaced.size(), at[at.length - 1] + window.marginVoxels() + 1);
    int edge = grid.component(network);
    WindowSpan span = WindowSpan.round(begin, end, respaced.size(), edge, window.fill());
    return new WindowAxis(respaced, span, edge);
  }

  @Override
  public Optional<View> next(View view, float[] logits, float threshold, VolumeGeometry geometry) {
    return Optional.empty();
  }
}
