package io.deepgrow.app.audit;

import java.time.Instant;

/**
 * Vouches for rows of the audit trail and for the seal before.
 *
 * @param number from 1
 * @param firstId the lowest number of its rows
 * @param lastId the highest; rows between may be in a seal after this, when they were committed
 *     later
 * @param lastAt the time of its youngest row
 * @param rowsRoot the Merkle root over its rows, in hexadecimal digits
 * @param previous the root of the seal before; empty for the first
 * @param root over all of this, in hexadecimal digits
 */
public record Seal(
    long number,
    Instant at,
    long firstId,
    long lastId,
    int count,
    Instant lastAt,
    String rowsRoot,
    String previous,
    String root) {

  /** Whether its root is that of what it says. */
  boolean isWhole() {
    return root.equals(MerkleTree.seal(this));
  }

  /** The same with the root that it has to have. */
  Seal rooted() {
    return new Seal(
        number, at, firstId, lastId, count, lastAt, rowsRoot, previous, MerkleTree.seal(this));
  }
}
