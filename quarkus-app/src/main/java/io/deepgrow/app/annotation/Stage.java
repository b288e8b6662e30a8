package io.deepgrow.app.annotation;

import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.volume.mask.Mask;
import java.util.OptionalLong;

/** How far work on a segment is when a transaction ends. */
sealed interface Stage {

  /**
   * The mask is there.
   *
   * @param before the mask that the changes of {@link ClickAnswer} refer to
   */
  record Done(
      SegmentSnapshot segment, MaskStore.Current current, Mask before, ClickAnswer.Outcome outcome)
      implements Stage {

    ClickAnswer answer() {
      return ClickAnswer.of(current, before, outcome);
    }
  }

  /**
   * The change is committed, and the network has to make the mask.
   *
   * @param live the clicks that count
   * @param before the mask when the work began
   * @param start the mask that the clicks correct
   * @param click the click that was added, if one was
   */
  record Pending(
      SessionKey session,
      ClickHistory.Live live,
      MaskStore.Current before,
      Mask start,
      OptionalLong click)
      implements Stage {}
}
