package io.deepgrow.training.weights;

import io.deepgrow.model.Activation;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of how a network is used; null where it is not known.
 *
 * @param threshold 0.5 when null
 */
public record PipelineDraft(
    @Nullable List<InputChannel> channels,
    @Nullable GridSize grid,
    @Nullable Intensity intensity,
    @Nullable Double sigma,
    GuidanceSettings.@Nullable Combine combine,
    @Nullable CropSettings crop,
    @Nullable Orientation orientation,
    @Nullable Activation activation,
    @Nullable Double threshold) {

  /** Nothing is known. */
  public static PipelineDraft empty() {
    return new PipelineDraft(null, null, null, null, null, null, null, null, null);
  }

  /** The published Deepgrow 3D networks, as their model card and training scripts have it. */
  public static PipelineDraft published() {
    return new PipelineDraft(
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE),
        new GridSize(192, 192, 128),
        Intensity.unclipped(208, 388),
        2.0,
        GuidanceSettings.Combine.SUM_MINMAX,
        new CropSettings.Window(new Spacing(1, 1, 3), 20, CropSettings.Fill.STRETCH),
        Orientation.RAS,
        Activation.SIGMOID,
        0.5);
  }

  /** This draft, with what it does not say taken from another. */
  public PipelineDraft or(PipelineDraft other) {
    return new PipelineDraft(
        first(channels, other.channels),
        first(grid, other.grid),
        first(intensity, other.intensity),
        first(sigma, other.sigma),
        first(combine, other.combine),
        first(crop, other.crop),
        first(orientation, other.orientation),
        first(activation, other.activation),
        first(threshold, other.threshold));
  }

  /** The options of the command line that would say what is not known. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    note(missing, channels, "--channels NAME,... (meaning of the input's channels, in order)");
    note(missing, grid, "--grid I,J,K (the network's grid; the graph leaves it open)");
    note(missing, intensity, "--intensity SUBTRAHEND,DIVISOR[,LOW,HIGH] (scaling of HU)");
    note(missing, sigma, "--sigma VOXELS (of the clicks' Gaussians)");
    note(missing, combine, "--combine SUM_MINMAX|MAX (where clicks meet)");
    note(
        missing,
        crop,
        "--spacing I,J,K and --fill STRETCH|PAD, or --zoom-mm MM (what it is shown)");
    note(missing, orientation, "--orientation ANY|RAS|LPS (directions of the network's axes)");
    note(missing, activation, "--activation SIGMOID|NONE (NONE when it answers probabilities)");
    return missing;
  }

  private static void note(List<String> missing, @Nullable Object value, String option) {
    if (value == null) {
      missing.add(option);
    }
  }

  private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
    return value == null ? other : value;
  }
}
