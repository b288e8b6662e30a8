package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.sighting.SightedStudy;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A service that has stored spleens only, and counts how often it is asked. */
public final class FakeWork implements KnownWork {

  final AtomicInteger asked = new AtomicInteger();
  boolean broken;

  @Override
  public boolean hasSegmentationOf(SightedStudy study, String structure) {
    asked.incrementAndGet();
    if (broken) {
      throw new IllegalStateException("played");
    }
    return structure.equals("spleen");
  }

  @Override
  public OptionalInt priors(SightedStudy study, @Nullable String modality, int maxAgeDays) {
    return "CT".equals(modality) && maxAgeDays == 730 ? OptionalInt.of(2) : OptionalInt.empty();
  }
}
