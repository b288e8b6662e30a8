package io.deepgrow.inference;

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

/** Networks without weights, and the descriptor of the published Deepgrow ones. */
public final class StubModels {

  /** {@code 6·positive − 6·negative − 1 + 0.5·image}. */
  public static final Network CLICKS_AND_IMAGE =
      (input, grid, logits) -> {
        int n = logits.length;
        for (int v = 0; v < n; v++) {
          double clicks = 6.0 * input[n + v] - 6.0 * input[2 * n + v];
          logits[v] = (float) (clicks - 1 + 0.5 * input[v]);
        }
      };

  private StubModels() {}

  /** A descriptor of the published networks' channels with another crop. */
  public static ModelDescriptor of(CropSettings crop, Orientation orientation, GridSize grid) {
    return new ModelDescriptor(
        "deepgrow-3d",
        "1",
        "Deepgrow 3D",
        "basic-unet 32,64,128,256,512,32",
        "image",
        "logits",
        List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE),
        grid,
        Intensity.unclipped(208, 388),
        new GuidanceSettings(2, GuidanceSettings.Combine.SUM_MINMAX),
        crop,
        orientation,
        Activation.SIGMOID,
        0.5,
        List.of(),
        "none",
        "none",
        "tests",
        "0".repeat(64),
        TrainingRecord.unknown());
  }
}
