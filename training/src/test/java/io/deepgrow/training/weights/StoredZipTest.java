package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredZipTest {

  private static final int END_BYTES = 22;

  @TempDir private Path folder = Path.of(".");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private StoredZip open(byte[] archive) throws IOException {
    return StoredZip.open(ZipBytes.write(folder, archive));
  }

  private void assertRefused(byte[] archive, String reason) {
    assertThatThrownBy(() -> open(archive).close())
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(reason);
  }

  /** The archive with four bytes of its end record changed. */
  private static byte[] withEnd(byte[] archive, int offset, int value) {
    byte[] changed = archive.clone();
    int at = archive.length - END_BYTES + offset;
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return changed;
  }

  @Test
  void readsStoredMembers() throws IOException {
    byte[] archive = new ZipBytes().stored("a/b", bytes("hello")).stored("c", bytes("")).close();
    try (StoredZip zip = open(archive)) {
      assertThat(zip.names()).containsExactly("a/b", "c");
      assertThat(zip.read("a/b", 5)).isEqualTo(bytes("hello"));
      assertThat(zip.read("c", 0)).isEmpty();
    }
  }

  @Test
  void refusesCompressedMembersSoThatNoneUnfolds() throws IOException {
    byte[] bomb = new ZipBytes().compressed("a", new byte[64 << 20]).close();
    try (StoredZip zip = open(bomb)) {
      assertThatThrownBy(() -> zip.read("a", 1L << 40)).hasMessageContaining("a is compressed");
    }
  }

  @Test
  void refusesMembersThatAreMissingOrTooLong() throws IOException {
    try (StoredZip zip = open(new ZipBytes().stored("a", new byte[100]).close())) {
      assertThatThrownBy(() -> zip.read("b", 1000)).hasMessageContaining("no member b");
      assertThatThrownBy(() -> zip.read("a", 99)).hasMessageContaining("more than 99");
    }
  }

  @Test
  void noticesADamagedMember() throws IOException {
    byte[] archive = new ZipBytes().stored("a", bytes("hello")).close();
    archive[new String(archive, StandardCharsets.ISO_8859_1).indexOf("hello")]++;
    try (StoredZip zip = open(archive)) {
      assertThatThrownBy(() -> zip.read("a", 5)).hasMessageContaining("checksum differs");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a", "a/../../b", "/etc/passwd", "a/..", "c:\\x", "a\\b", "a\u0000b", "a\nb"})
  void refusesPathTricks(String name) throws IOException {
    assertRefused(new ZipBytes().stored(name, bytes("x")).close(), "path trick");
  }

  @Test
  void refusesTwoMembersOfOneName() throws IOException {
    byte[] archive = new ZipBytes().stored("a1", bytes("x")).stored("a2", bytes("y")).close();
    int last = new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf("a2");
    archive[last + 1] = '1';
    assertRefused(archive, "two members a1");
  }

  @Test
  void refusesADirectoryThatPointsOutsideTheFile() throws IOException {
    byte[] archive = new ZipBytes().stored("a", bytes("x")).close();
    assertRefused(withEnd(archive, 16, 1 << 30), "points outside");
    assertRefused(withEnd(archive, 12, 3 << 20), "points outside");
    assertRefused(withEnd(archive, 12, 1 << 30), "more than");
    assertRefused(withEnd(archive, 12, 30), "ends inside an entry");
    assertRefused(withEnd(archive, 16, 0), "not well-formed");
    assertRefused(withEnd(archive, 16, -1), "64-bit record");
  }

  @Test
  void refusesEntriesThatPointElsewhere() throws IOException {
    byte[] archive = new ZipBytes().stored("a", bytes("x")).stored("b", bytes("y")).close();
    int entry = archive.length - END_BYTES - 2 * 47;
    ByteBuffer raw = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    raw.putInt(entry + 42, 5);
    raw.putInt(entry + 47 + 24, 1 << 20).putInt(entry + 47 + 20, 1 << 20);
    try (StoredZip zip = open(archive)) {
      assertThatThrownBy(() -> zip.read("a", 9)).hasMessageContaining("not begin with a header");
      assertThatThrownBy(() -> zip.read("b", 1 << 21)).hasMessageContaining("beyond the end");
    }
  }

  @Test
  void refusesEncryptedMembers() throws IOException {
    byte[] archive = new ZipBytes().stored("a", bytes("x")).close();
    archive[archive.length - END_BYTES - 47 + 8] |= 1;
    try (StoredZip zip = open(archive)) {
      assertThatThrownBy(() -> zip.read("a", 9)).hasMessageContaining("encrypted");
    }
  }

  @Test
  void readsTheDirectoryBehindA64BitRecord() throws IOException {
    byte[] plain = new ZipBytes().stored("a", bytes("hello")).close();
    int end = plain.length - END_BYTES;
    ByteBuffer old = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide = ByteBuffer.allocate(plain.length + 76).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(plain, 0, end);
    wide.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putInt(0);
    wide.putInt(0).putLong(1).putLong(1);
    wide.putLong(old.getInt(end + 12)).putLong(old.getInt(end + 16));
    wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    wide.put(plain, end, END_BYTES);
    byte[] archive = wide.array();
    try (StoredZip zip = open(withEnd(archive, 16, -1))) {
      assertThat(zip.read("a", 5)).isEqualTo(bytes("hello"));
    }
    archive[end] = 0;
    assertRefused(withEnd(archive, 16, -1), "64-bit record is missing");
  }

  @Test
  void refusesACheckpointCutAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("layouts.pt"));
    for (int length = 0; length < whole.length; length++) {
      Path cut = ZipBytes.write(folder, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.open(cut)).isInstanceOf(WeightsException.class);
    }
  }

  @Test
  void refusesALargeCheckpointCutHereAndThere() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("monai_tiny.pt"));
    for (int length = 0; length < whole.length; length += 997) {
      Path cut = ZipBytes.write(folder, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.open(cut)).isInstanceOf(WeightsException.class);
    }
  }

  /** Every byte of a checkpoint turned over: read as before, read otherwise, or refused. */
  @Test
  void survivesEveryDamagedByte() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("layouts.pt"));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) 0xff;
      Path path = ZipBytes.write(folder, damaged);
      try (Checkpoint file = Checkpoint.open(path)) {
        for (StoredTensor tensor : file.tensors().values()) {
          if (tensor.isReal()) {
            assertThat(tensor.values().length).isLessThanOrEqualTo(24);
          }
        }
      } catch (WeightsException refused) {
        assertThat(refused).hasMessageMatching("(?s).{10,600}");
      }
    }
  }
}
