package io.deepgrow.validation;

import io.deepgrow.inference.Predictor;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.List;

/** Something that turns clicks into a mask: a model, or a baseline to hold it against. */
public interface Segmenter {

  String name();

  /** The mask for all clicks made so far, at least one. */
  Mask segment(Volume volume, List<Click> clicks);

  /** A model, by the predictor that the service uses. */
  static Segmenter of(String name, Predictor predictor) {
    return new Segmenter() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Mask segment(Volume volume, List<Click> clicks) {
        return predictor.predict(volume, clicks).mask();
      }
    };
  }
}
