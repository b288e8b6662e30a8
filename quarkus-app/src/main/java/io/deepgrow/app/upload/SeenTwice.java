package io.deepgrow.app.upload;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Uploads with a folder and without a row, twice: the folder of a new one comes before its row. */
final class SeenTwice {

  private Set<UUID> before = Set.of();

  /** Those of {@code here} that are not {@code known}, now and when it was looked last. */
  synchronized Set<UUID> among(Set<UUID> here, Set<UUID> known) {
    Set<UUID> now = new HashSet<>(here);
    now.removeAll(known);
    Set<UUID> twice = new HashSet<>(now);
    twice.retainAll(before);
    before = now;
    return twice;
  }
}
