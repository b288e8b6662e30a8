package io.deepgrow.training.prepare.source;

import io.deepgrow.training.prepare.Finding;
import java.util.List;

/**
 * What an input holds.
 *
 * @param layout in words
 * @param cases in a stable order
 * @param defects images without labels, labels without images
 */
public record Listing(String layout, List<SourceCase> cases, List<Finding> defects) {

  public Listing {
    cases = List.copyOf(cases);
    defects = List.copyOf(defects);
  }
}
