package io.deepgrow.training.cli;

import io.deepgrow.command.UserError;
import io.deepgrow.model.Activation;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.GuidanceSettings.Combine;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.Orientation;
import io.deepgrow.training.weights.PipelineDraft;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an imported network is used: the options that set it. */
final class PipelineOptions {

  private static final int MARGIN = 20;

  @Option(
      names = "--channels",
      paramLabel = "NAME",
      split = ",",
      description =
          "Meaning of the input's channels, in order: ${COMPLETION-CANDIDATES}; published: the"
              + " first three.")
  private @Nullable List<InputChannel> channels;

  @Option(
      names = "--grid",
      paramLabel = "I,J,K",
      description = "The network's grid in voxels; published: 192,192,128.")
  private @Nullable String grid;

  @Option(
      names = "--intensity",
      paramLabel = "S,D[,LOW,HIGH]",
      description = "(HU - S) / D, then cut at LOW and HIGH; published: 208,388 without a cut.")
  private @Nullable String intensity;

  @Option(
      names = "--sigma",
      paramLabel = "VOXELS",
      description = "Width of the clicks' Gaussians in network voxels; published: 2.")
  private @Nullable Double sigma;

  @Option(
      names = "--combine",
      paramLabel = "HOW",
      description = "Where clicks meet: ${COMPLETION-CANDIDATES}; published: SUM_MINMAX.")
  private @Nullable Combine combine;

  @Option(
      names = "--spacing",
      paramLabel = "I,J,K",
      description = "Show it a window at this spacing in mm, along its axes; published: 1,1,3.")
  private @Nullable String spacing;

  @Option(
      names = "--margin",
      paramLabel = "VOXELS",
      description = "Room round the clicks in the window; published and by default: 20.")
  private @Nullable Integer margin;

  @Option(
      names = "--fill",
      paramLabel = "HOW",
      description =
          "Where the volume is thinner than the window: ${COMPLETION-CANDIDATES};"
              + " published: STRETCH.")
  private @Nullable Fill fill;

  @Option(
      names = "--zoom-mm",
      paramLabel = "MM",
      description = "Instead of a window: a cube of this edge that grows with the mask.")
  private @Nullable Double zoom;

  @Option(
      names = "--orientation",
      paramLabel = "AXES",
      description = "Where its axes point: ${COMPLETION-CANDIDATES}; published: RAS.")
  private @Nullable Orientation orientation;

  @Option(
      names = "--activation",
      paramLabel = "HOW",
      description = "SIGMOID when it answers logits (published), NONE when probabilities.")
  private @Nullable Activation activation;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "A voxel belongs to the mask from this on (default: 0.5).")
  private @Nullable Double threshold;

  boolean saysActivation() {
    return activation != null;
  }

  /** The options as a draft, and what they leave open from {@code base}. */
  PipelineDraft draft(PipelineDraft base) {
    return checked(
            () ->
                new PipelineDraft(
                    channels,
                    gridSize(),
                    intensity(),
                    sigma,
                    combine,
                    crop(base.crop()),
                    orientation,
                    activation,
                    threshold))
        .or(base);
  }

  private @Nullable GridSize gridSize() {
    if (grid == null) {
      return null;
    }
    int[] edges = NumberList.wholes("--grid", grid);
    return new GridSize(edges[0], edges[1], edges[2]);
  }

  private @Nullable Intensity intensity() {
    if (intensity == null) {
      return null;
    }
    double[] n = NumberList.parse("--intensity", intensity, 2, 4);
    if (n.length == 3) {
      throw new UserError("--intensity takes LOW and HIGH together");
    }
    return n.length == 2 ? Intensity.unclipped(n[0], n[1]) : new Intensity(n[0], n[1], n[2], n[3]);
  }

  private @Nullable CropSettings crop(@Nullable CropSettings base) {
    boolean window = spacing != null || margin != null || fill != null;
    if (zoom != null) {
      if (window) {
        throw new UserError("--zoom-mm goes without --spacing, --margin and --fill");
      }
      return new CropSettings.Zoom(zoom, 1.3, 1.5, 1, 0.01);
    }
    CropSettings.Window known = base instanceof CropSettings.Window w ? w : null;
    if (!window || (known == null && (spacing == null || fill == null))) {
      return null;
    }
    return new CropSettings.Window(
        spacing == null && known != null ? known.spacing() : spacing(),
        margin != null ? margin : known != null ? known.marginVoxels() : MARGIN,
        fill != null || known == null ? fill() : known.fill());
  }

  private Spacing spacing() {
    double[] mm = NumberList.parse("--spacing", String.valueOf(spacing), 3, 3);
    return new Spacing(mm[0], mm[1], mm[2]);
  }

  private Fill fill() {
    return fill == null ? Fill.STRETCH : fill;
  }

  /** A value that its type refuses is the user's to mend. */
  private static <T> T checked(Supplier<T> values) {
    try {
      return values.get();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
