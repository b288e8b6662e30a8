package io.deepgrow.inference;

import io.deepgrow.inference.click.Click;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Network;
import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Clicks in a made-up volume, so that the first real click finds compiled code. */
public final class WarmUp {

  private static final int EDGE = 192;
  private static final double SPACING = 1.5;
  private static final int CLICKS = 12;

  private WarmUp() {}

  /** Takes every step of a prediction but the network's, which warms up by itself. */
  public static void run(ModelDescriptor model) {
    VolumeGeometry geometry = VolumeGeometry.axial(GridSize.cube(EDGE), Spacing.isotropic(SPACING));
    short[] noise = new short[geometry.size().arrayLength()];
    Random random = Seeds.of(1, "warm up").random();
    for (int v = 0; v < noise.length; v++) {
      noise[v] = (short) (random.nextInt(60) + (v % EDGE < EDGE / 2 ? 0 : 100));
    }
    Volume volume = Volume.of(geometry, noise);
    Predictor predictor = new Predictor(model, balls(model));
    List<Click> clicks = new ArrayList<>();
    for (int n = 0; n < CLICKS; n++) {
      int at = EDGE / 2 + 2 * n;
      clicks.add(n % 4 == 3 ? Click.negative(at, at, EDGE / 2) : Click.positive(at, EDGE / 2, at));
      predictor.predict(volume, clicks);
    }
  }

  /** Instead of the network: what the guidance shows of the positive clicks. */
  private static Network balls(ModelDescriptor model) {
    int channel = model.channels().indexOf(InputChannel.POSITIVE);
    return (input, grid, logits) -> {
      int from = channel * grid.arrayLength();
      for (int v = 0; v < grid.arrayLength(); v++) {
        logits[v] = input[from + v] - 0.01f;
      }
    };
  }
}
