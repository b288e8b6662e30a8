package io.deepgrow.training.weights;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A ZIP archive whose members are read only where they are stored uncompressed, as PyTorch writes
 * its data; so no member is longer than the file. Names are looked up, never used as paths.
 */
final class StoredZip implements Closeable {

  /**
   * One member.
   *
   * @param header where its local header begins
   */
  record Member(
      String name, int flags, int method, long crc, long stored, long size, long header) {}

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  private final FileChannel file;
  private final Map<String, Member> members;

  private StoredZip(FileChannel file, Map<String, Member> members) {
    this.file = file;
    this.members = members;
  }

  /**
   * Opens an archive and reads its directory.
   *
   * @throws WeightsException when it is no ZIP archive, is cut off, or has a strange directory
   */
  static StoredZip open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new StoredZip(file, Collections.unmodifiableMap(ZipDirectory.read(file)));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Set<String> names() {
    return members.keySet();
  }

  long size(String name) {
    return member(name).size();
  }

  /**
   * A member's bytes.
   *
   * @throws WeightsException when it is missing, compressed, encrypted, damaged or longer than
   *     {@code most}
   */
  byte[] read(String name, long most) throws IOException {
    Member member = member(name);
    if (member.method() != 0 || member.stored() != member.size() || (member.flags() & 1) != 0) {
      throw new WeightsException(
          "Member " + name + " is compressed or encrypted; PyTorch stores its data as it is");
    }
    if (member.size() > most) {
      throw new WeightsException(
          "Member %s has %,d bytes, more than %,d".formatted(name, member.size(), most));
    }
    long start = start(member);
    if (start + member.size() > file.size()) {
      throw new WeightsException("Member " + name + " reaches beyond the end of the file");
    }
    byte[] bytes = bytes(file, start, (int) member.size()).array();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    // PyTorch may be told to leave checksums out and then writes 0
    if (member.crc() != 0 && member.crc() != crc.getValue()) {
      throw new WeightsException("Member " + name + " is damaged: its checksum differs");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Bytes at a position of a file, little-endian. */
  static ByteBuffer bytes(FileChannel file, long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > file.size() - length) {
      throw new WeightsException("The archive is cut off or its directory points outside it");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new WeightsException("The archive ends while it is being read");
      }
    }
    return bytes.flip();
  }

  private long start(Member member) throws IOException {
    ByteBuffer header = bytes(file, member.header(), LOCAL_BYTES);
    if (header.getInt(0) != LOCAL_HEADER) {
      throw new WeightsException("Member " + member.name() + " does not begin with a header");
    }
    int name = header.getShort(26) & 0xffff;
    int extra = header.getShort(28) & 0xffff;
    return member.header() + LOCAL_BYTES + name + extra;
  }

  private Member member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new WeightsException("The archive has no member " + name);
    }
    return member;
  }
}
