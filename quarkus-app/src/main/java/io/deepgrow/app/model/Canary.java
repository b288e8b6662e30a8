package io.deepgrow.app.model;

import java.util.UUID;

/** Which sessions are a canary's: the same on every replica, and other ones for another version. */
final class Canary {

  private static final int HUNDREDTHS = 100;

  private Canary() {}

  /**
   * Whether a session begins with the canary.
   *
   * @param share in hundredths
   */
  static boolean takes(UUID session, UUID version, int share) {
    long bits =
        mixed(
            mixed(session.getMostSignificantBits() ^ version.getMostSignificantBits())
                ^ session.getLeastSignificantBits()
                ^ version.getLeastSignificantBits());
    return Math.floorMod(bits, (long) HUNDREDTHS) < share;
  }

  /** The finaliser of SplitMix64: every bit of the value changes half of the bits. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
