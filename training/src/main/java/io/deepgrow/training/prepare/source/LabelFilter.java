package io.deepgrow.training.prepare.source;

import java.util.List;
import java.util.Locale;

/**
 * Which labels are wanted.
 *
 * @param wanted names, ids or values; empty for all
 */
public record LabelFilter(List<String> wanted) {

  public LabelFilter {
    wanted = wanted.stream().map(w -> w.strip().toLowerCase(Locale.ROOT)).toList();
  }

  public static LabelFilter all() {
    return new LabelFilter(List.of());
  }

  /** Whether patches of the label are requested. */
  public boolean accepts(Label label) {
    return wanted.isEmpty()
        || wanted.contains(label.id())
        || wanted.contains(label.name().toLowerCase(Locale.ROOT))
        || (label.values().size() == 1 && wanted.contains(Integer.toString(label.value())));
  }
}
