package io.deepgrow.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hashes of the audit trail: nothing can be changed, moved or passed off as something else. */
class MerkleTreeTest {

  private static final AuditRow ROW = PlayedRows.row(7, "click.added", "");

  private static byte[] leaf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theRootOfOneLeafIsTheLeaf() {
    assertThat(MerkleTree.root(List.of(leaf("a")))).isEqualTo("61");
  }

  @Test
  void twoLeavesAreHashedTogetherBehindTheByteOfNodes() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) 1);
    digest.update(leaf("ab"));

    assertThat(MerkleTree.root(List.of(leaf("a"), leaf("b"))))
        .isEqualTo(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void everyLeafAndItsPlaceCount() {
    List<byte[]> leaves = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      leaves.add(leaf("leaf " + n));
    }
    String root = MerkleTree.root(leaves);
    for (int n = 0; n < 5; n++) {
      List<byte[]> changed = new ArrayList<>(leaves);
      changed.set(n, leaf("other"));
      assertThat(MerkleTree.root(changed)).isNotEqualTo(root);
      List<byte[]> fewer = new ArrayList<>(leaves);
      fewer.remove(n);
      assertThat(MerkleTree.root(fewer)).isNotEqualTo(root);
    }
    List<byte[]> swapped = new ArrayList<>(leaves);
    swapped.set(0, leaves.get(4));
    swapped.set(4, leaves.get(0));
    assertThat(MerkleTree.root(swapped)).isNotEqualTo(root);
  }

  @Test
  void textThatMovesFromOneColumnToTheNextIsAnotherRow() {
    assertThat(MerkleTree.row(PlayedRows.row(1, "ab", "c")))
        .isNotEqualTo(MerkleTree.row(PlayedRows.row(1, "a", "bc")));
  }

  @Test
  void theSameRowGivesTheSameHash() {
    assertThat(MerkleTree.row(ROW)).isEqualTo(MerkleTree.row(PlayedRows.row(7, "click.added", "")));
  }

  @Test
  void theLeafHasTheNumberAndTheTimeOfItsRow() {
    byte[] row = MerkleTree.row(ROW);
    byte[] leaf = MerkleTree.leaf(7, ROW.at(), row);

    assertThat(MerkleTree.leaf(8, ROW.at(), row)).isNotEqualTo(leaf);
    assertThat(MerkleTree.leaf(7, ROW.at().plusNanos(1000), row)).isNotEqualTo(leaf);
  }

  @Test
  void aSealThatSaysSomethingElseIsNotWhole() {
    Instant now = Instant.parse("2026-02-03T04:05:06Z");
    Seal seal = new Seal(1, now, 1, 9, 9, now, "aa", "", "").rooted();

    assertThat(seal.isWhole()).isTrue();
    assertThat(new Seal(1, now, 1, 9, 9, now, "ab", "", seal.root()).isWhole()).isFalse();
    assertThat(new Seal(1, now, 1, 9, 8, now, "aa", "", seal.root()).isWhole()).isFalse();
    assertThat(new Seal(2, now, 1, 9, 9, now, "aa", "", seal.root()).isWhole()).isFalse();
  }
}
