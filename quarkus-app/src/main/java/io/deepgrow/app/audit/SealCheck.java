package io.deepgrow.app.audit;

import io.deepgrow.app.audit.VerificationReport.Kind;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares seals, one after the other, with the seal before and with their rows. */
final class SealCheck {

  /**
   * What a seal knows of a row, and the row as it is now.
   *
   * @param hash of all that the row said, in hexadecimal digits
   * @param row empty when it is not there any more
   */
  record Leaf(long event, Instant at, String hash, Optional<AuditRow> row) {

    boolean isSame(AuditRow now) {
      return now.at().equals(at) && hash.equals(HexFormat.of().formatHex(MerkleTree.row(now)));
    }
  }

  private final Findings findings;
  private final Instant goneBefore;
  private @Nullable Seal before;

  /**
   * A check of seals from the first on.
   *
   * @param goneBefore rows of before this time may have gone
   */
  SealCheck(Findings findings, Instant goneBefore) {
    this.findings = findings;
    this.goneBefore = goneBefore;
  }

  /** The root of the seal that was checked last; empty before the first. */
  Optional<String> root() {
    return Optional.ofNullable(before).map(Seal::root);
  }

  /** Checks the next seal and its rows, in the order of their numbers. */
  void check(Seal seal, List<Leaf> leaves) {
    findings.seals++;
    checkChain(seal);
    before = seal;
    if (leaves.isEmpty()) {
      if (seal.lastAt().isBefore(goneBefore)) {
        findings.gone += seal.count();
      } else {
        findings.seal(Kind.SEAL_CHANGED, seal.number(), "It knows none of its rows any more");
      }
      return;
    }
    List<byte[]> hashes =
        leaves.stream()
            .map(l -> MerkleTree.leaf(l.event(), l.at(), HexFormat.of().parseHex(l.hash())))
            .toList();
    if (leaves.size() != seal.count() || !MerkleTree.root(hashes).equals(seal.rowsRoot())) {
      findings.seal(
          Kind.SEAL_CHANGED, seal.number(), "What it knows of its rows is not what was sealed");
    }
    leaves.forEach(leaf -> check(seal, leaf));
  }

  private void checkChain(Seal seal) {
    long expected = before == null ? 1 : before.number() + 1;
    if (seal.number() != expected) {
      for (long missing = expected; missing < seal.number(); missing++) {
        findings.seal(Kind.SEAL_MISSING, missing, "There is no such seal");
      }
    } else if (!seal.previous().equals(before == null ? "" : before.root())) {
      findings.seal(Kind.SEAL_CHANGED, seal.number(), "It is not the next of the seal before");
    }
    if (!seal.isWhole()) {
      findings.seal(Kind.SEAL_CHANGED, seal.number(), "Its root is not that of what it says");
    }
  }

  private void check(Seal seal, Leaf leaf) {
    Optional<AuditRow> row = leaf.row();
    if (row.isPresent()) {
      if (leaf.isSame(row.get())) {
        findings.rows++;
      } else {
        findings.row(
            Kind.ROW_CHANGED, leaf.event(), seal.number(), "It says something else than sealed");
      }
    } else if (leaf.at().isBefore(goneBefore)) {
      findings.gone++;
    } else {
      findings.row(
          Kind.ROW_MISSING, leaf.event(), seal.number(), "It is not there, and not by its age");
    }
  }
}
