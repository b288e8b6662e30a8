package io.deepgrow.training.data;

import io.deepgrow.training.phantom.Organ;
import io.deepgrow.training.phantom.Phantom;
import io.deepgrow.training.phantom.PhantomGenerator;
import io.deepgrow.training.phantom.PhantomSpec;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The labelled organs of generated phantoms, each with the whole phantom as its CT. */
public final class PhantomExamples {

  /** Seeds of training phantoms start here, far from those of demonstrations. */
  private static final long FIRST_SEED = 1_000_000;

  private PhantomExamples() {}

  /** All organs of so many phantoms of random spacing and noise. */
  public static List<RealPatchSource.Example> generate(long seed, int phantoms) {
    Random random = new Random(seed);
    List<RealPatchSource.Example> examples = new ArrayList<>();
    for (int n = 0; n < phantoms; n++) {
      double step = 1.6 + 0.8 * random.nextDouble();
      double thick = 2 + 3 * random.nextDouble();
      PhantomSpec spec =
          new PhantomSpec(
              new GridSize((int) (380 / step), (int) (300 / step), (int) (250 / thick)),
              new Spacing(step, step, thick),
              5 + 12 * random.nextDouble());
      Phantom phantom = new PhantomGenerator(FIRST_SEED + 1000 * seed + n).generate(spec);
      for (Organ organ : Organ.values()) {
        if (organ.label() != 0) {
          Mask mask = Mask.ofLabel(phantom.labels(), organ.label());
          String name = "phantom " + n + " " + organ.name();
          examples.add(new RealPatchSource.Example(name, phantom.ct(), mask));
        }
      }
    }
    return examples;
  }
}
