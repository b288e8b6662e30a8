package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.sighting.SightedStudy;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What this service knows of a study beside what the PACS says. */
public interface KnownWork {

  /** Whether a Segmentation of a structure of the study is in a PACS, as far as made here. */
  boolean hasSegmentationOf(SightedStudy study, String structure);

  /**
   * How many earlier studies the patient has; empty where that can't be told.
   *
   * @param modality null for any
   * @param maxAgeDays how old they may be
   */
  OptionalInt priors(SightedStudy study, @Nullable String modality, int maxAgeDays);
}
