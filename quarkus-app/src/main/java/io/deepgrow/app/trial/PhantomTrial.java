package io.deepgrow.app.trial;

import io.deepgrow.app.model.ModelRef;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.model.ServedVersion;
import io.deepgrow.clicks.ClickSimulator;
import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.inference.click.Click;
import io.deepgrow.phantom.Organ;
import io.deepgrow.phantom.Phantom;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Clicks on organs of the phantom as somebody would who knows where they end. */
@ApplicationScoped
class PhantomTrial {

  private static final long SEED = 1;
  private static final int CLICKS = 5;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final List<Organ> ORGANS =
      List.of(Organ.LIVER, Organ.SPLEEN, Organ.RIGHT_KIDNEY, Organ.AORTA);

  private final ModelService models;

  PhantomTrial(ModelService models) {
    this.models = models;
  }

  /** The trial of a version. */
  TrialOutcome run(UUID version, TrialProgress progress) {
    ServedVersion served = models.version(new ModelRef("", version));
    Phantom phantom = new PhantomGenerator(SEED).generate(PhantomSpec.small());
    List<TrialOutcome.Structure> structures = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    int total = ORGANS.size() * CLICKS;
    progress.made(0, total);
    for (Organ organ : ORGANS) {
      Mask truth = Mask.ofLabel(phantom.labels(), organ.label());
      ClickSimulator simulator = new ClickSimulator(ClickStrategy.IDEAL, SEED);
      List<Click> clicks = new ArrayList<>();
      List<Double> dice = new ArrayList<>();
      Mask mask = Mask.empty(truth.geometry());
      for (int n = 1; n <= CLICKS; n++) {
        Optional<Click> next = simulator.next(truth, mask);
        if (next.isPresent()) {
          clicks.add(next.get());
          long begun = System.nanoTime();
          mask =
              models
                  .predict(served.ref(), phantom.ct(), Mask.empty(truth.geometry()), clicks)
                  .mask();
          millis.add((System.nanoTime() - begun) / NANOS_PER_MILLI);
        }
        dice.add(Dice.of(truth, mask).orElse(0));
        progress.made(structures.size() * CLICKS + n, total);
      }
      structures.add(new TrialOutcome.Structure(organ.structure().orElse(organ.name()), dice));
    }
    return TrialOutcome.of(structures, millis);
  }
}
