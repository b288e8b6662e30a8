package io.deepgrow.app.click;

import io.deepgrow.inference.click.Click;
import java.util.ArrayList;
import java.util.List;

/**
 * What turns a segment's live clicks into a list that a client holds.
 *
 * @param removed rows that the list no longer has
 * @param added clicks of the list that have no row, in the list's order
 */
public record ClickDiff(List<Long> removed, List<Click> added) {

  public static ClickDiff of(List<RecordedClick> live, List<Click> wanted) {
    List<Click> added = new ArrayList<>(wanted);
    List<Long> removed = new ArrayList<>();
    for (RecordedClick row : live) {
      if (!added.remove(row.click())) {
        removed.add(row.id());
      }
    }
    return new ClickDiff(List.copyOf(removed), List.copyOf(added));
  }
}
