package io.deepgrow.training.config;

import java.util.Locale;

/** A set of values to start from. */
public enum Preset {
  /** The model card of Deepgrow 3D. */
  CARD,
  /** The bundled compact network's recipe. */
  COMPACT,
  /** The compact network again, from trained weights. */
  REFINE;

  String resource() {
    return name().toLowerCase(Locale.ROOT) + ".yaml";
  }
}
