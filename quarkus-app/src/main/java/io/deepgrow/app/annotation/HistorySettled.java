package io.deepgrow.app.annotation;

import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.segment.SettledSegments;
import jakarta.enterprise.context.ApplicationScoped;

/** Compares the clicks that count with those that the newest mask was made of. */
@ApplicationScoped
class HistorySettled implements SettledSegments {

  private final ClickHistory history;
  private final MaskStore masks;

  HistorySettled(ClickHistory history, MaskStore masks) {
    this.history = history;
    this.masks = masks;
  }

  @Override
  public boolean isSettled(SegmentSnapshot segment) {
    String made = masks.liveClicks(segment.id(), segment.revision());
    return history.live(segment).fingerprint().equals(made);
  }
}
