package io.deepgrow.validation;

import io.deepgrow.inference.Predictor;
import io.deepgrow.model.Activation;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Network;
import io.deepgrow.model.Orientation;
import io.deepgrow.model.TrainingRecord;
import io.deepgrow.volume.grid.GridSize;
import java.util.List;

/**
 * Classic methods in the place of a network: they see what a network sees, in the same crop, and
 * their mask goes the same way back, honouring each click.
 */
public final class ClassicNetworks {

  private static final int EDGE = 96;

  private ClassicNetworks() {}

  /**
   * Region growing from every positive click within a tolerance; what the negative clicks' tissue
   * reaches at a lower cost is outside.
   *
   * @param tolerance in Hounsfield units
   */
  public static Segmenter regionGrowing(double tolerance) {
    List<InputChannel> channels =
        List.of(
            InputChannel.POSITIVE_REACH,
            InputChannel.NEGATIVE_REACH,
            InputChannel.IMAGE,
            InputChannel.POSITIVE);
    double least = Math.exp(-tolerance / 40);
    Network network =
        (input, grid, logits) -> {
          int voxels = grid.arrayLength();
          for (int v = 0; v < voxels; v++) {
            boolean inside = input[v] >= least && input[v] > input[voxels + v];
            logits[v] = inside ? 1 : -1;
          }
        };
    return segmenter("region growing ±%.0f HU".formatted(tolerance), channels, network);
  }

  /** Geodesic distances: nearer to a positive click than to a negative one or the crop's faces. */
  public static Segmenter geodesic() {
    List<InputChannel> channels =
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE);
    return segmenter("fast marching", channels, new GeodesicNetwork());
  }

  private static Segmenter segmenter(String name, List<InputChannel> channels, Network network) {
    ModelDescriptor descriptor =
        new ModelDescriptor(
            "baseline",
            "1",
            name,
            "no network",
            "image",
            "logits",
            channels,
            GridSize.cube(EDGE),
            new Intensity(40, 200, -3, 3),
            new GuidanceSettings(2, GuidanceSettings.Combine.MAX),
            new CropSettings.Zoom(144, 1.3, 1.5, 1, 0.05),
            Orientation.ANY,
            Activation.SIGMOID,
            0.5,
            List.of(),
            "Apache-2.0",
            "none",
            "Baseline",
            "0".repeat(64),
            TrainingRecord.unknown());
    return Segmenter.of(name, new Predictor(descriptor, network));
  }
}
