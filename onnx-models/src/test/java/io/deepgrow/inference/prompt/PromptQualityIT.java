package io.deepgrow.inference.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.clicks.ClickSimulator;
import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.inference.Predictor;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.phantom.Organ;
import io.deepgrow.phantom.Phantom;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What drawing is worth with the bundled network, against clicks in the deepest error. */
class PromptQualityIT {

  private static final List<Organ> ORGANS =
      List.of(Organ.SPLEEN, Organ.AORTA, Organ.INFERIOR_VENA_CAVA);

  /** Dice of an organ with clicks, and with what was drawn. */
  private record Row(double twoClicks, double threeClicks, double box, double line) {}

  @Test
  void aBoxIsWorthTwoClicksAndAScribbleThree() throws Exception {
    Phantom phantom = new PhantomGenerator(1).generate(PhantomSpec.standard());
    List<Row> rows = new ArrayList<>();
    try (OnnxNetwork network =
        ModelRegistry.bundled().open("deepgrow-compact", OnnxOptions.cpu())) {
      Predictor predictor = new Predictor(network.descriptor(), network);
      for (Organ organ : ORGANS) {
        Row row = row(predictor, phantom.ct(), Drawing.organ(phantom.labels(), organ.label()));
        System.out.printf(Locale.ROOT, "%s %s%n", organ, row);
        rows.add(row);
      }
    }

    double two = mean(rows, Row::twoClicks);
    double three = mean(rows, Row::threeClicks);
    assertThat(mean(rows, Row::box)).isGreaterThanOrEqualTo(two);
    assertThat(mean(rows, Row::line)).isGreaterThanOrEqualTo(three);
  }

  private static double mean(List<Row> rows, ToDoubleFunction<Row> dice) {
    return rows.stream().mapToDouble(dice).average().orElseThrow();
  }

  private static Row row(Predictor predictor, Volume ct, Mask truth) {
    ClickSimulator simulator = new ClickSimulator(ClickStrategy.IDEAL, 1);
    List<Click> clicks = new ArrayList<>();
    Mask mask = Mask.empty(ct.geometry());
    double[] dice = new double[3];
    for (int n = 0; n < 3; n++) {
      simulator.next(truth, mask).ifPresent(clicks::add);
      mask = predictor.predict(ct, clicks).mask();
      dice[n] = Dice.of(mask, truth).orElse(0);
    }
    return new Row(
        dice[1],
        dice[2],
        drawn(predictor, ct, truth, PromptShape.BOX, Drawing.corners(truth)),
        drawn(predictor, ct, truth, PromptShape.SCRIBBLE, Drawing.ofLongestCut(truth).line()));
  }

  private static double drawn(
      Predictor predictor, Volume ct, Mask truth, PromptShape kind, List<PatientPoint> points) {
    Prompt prompt = new Prompt(kind, ClickKind.POSITIVE, ClickExtent.VOLUME, points);
    return Dice.of(predictor.predict(ct, prompt.clicks(ct)).mask(), truth).orElse(0);
  }
}
