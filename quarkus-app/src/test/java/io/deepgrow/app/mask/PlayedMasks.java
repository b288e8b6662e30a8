package io.deepgrow.app.mask;

import io.deepgrow.volume.grid.VolumeGeometry;
import java.time.Clock;
import java.util.Optional;

/** Masks in memory, without a database behind them. */
public final class PlayedMasks {

  private PlayedMasks() {}

  @SuppressWarnings("NullAway") // nothing reads the database here
  public static MaskStore inMemory() {
    return new MaskStore(null, Clock.systemUTC());
  }

  /** A revision, if it is the one that is remembered. */
  public static Optional<MaskStore.Current> remembered(
      MaskStore masks, long segment, int revision, VolumeGeometry grid) {
    try {
      return masks.revision(segment, revision, grid);
    } catch (NullPointerException e) {
      // it would have to be read
      return Optional.empty();
    }
  }
}
