package io.deepgrow.training.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the directory at the end of a ZIP archive, with the 64-bit fields that PyTorch writes. */
final class ZipDirectory {

  private static final int MAX_BYTES = 4 << 20;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int EXTRA64 = 1;
  private static final long FULL = 0xffffffffL;

  private ZipDirectory() {}

  /** The members by name, in the directory's order. */
  static Map<String, StoredZip.Member> read(FileChannel file) throws IOException {
    ByteBuffer directory = directory(file);
    Map<String, StoredZip.Member> members = new LinkedHashMap<>();
    while (directory.remaining() >= ENTRY_BYTES) {
      StoredZip.Member member = entry(directory);
      if (members.put(member.name(), member) != null) {
        throw new WeightsException("The archive has two members " + member.name());
      }
    }
    if (directory.hasRemaining()) {
      throw broken("it ends inside an entry");
    }
    return members;
  }

  private static ByteBuffer directory(FileChannel file) throws IOException {
    int tail = (int) Math.min(file.size(), END_BYTES + 0xffff);
    long from = file.size() - tail;
    ByteBuffer bytes = StoredZip.bytes(file, from, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END && at + END_BYTES + (bytes.getShort(at + 20) & 0xffff) == tail) {
        long size = bytes.getInt(at + 12) & FULL;
        long start = bytes.getInt(at + 16) & FULL;
        return size == FULL || start == FULL || (bytes.getShort(at + 10) & 0xffff) == 0xffff
            ? directory64(file, from + at)
            : directory(file, start, size);
      }
    }
    throw broken("it is missing; the file is cut off or no ZIP archive");
  }

  private static ByteBuffer directory64(FileChannel file, long end) throws IOException {
    ByteBuffer locator = StoredZip.bytes(file, end - LOCATOR_BYTES, LOCATOR_BYTES);
    if (locator.getInt(0) != LOCATOR) {
      throw broken("its 64-bit record is missing");
    }
    ByteBuffer record = StoredZip.bytes(file, locator.getLong(8), END64_BYTES);
    if (record.getInt(0) != END64) {
      throw broken("its 64-bit record is missing");
    }
    return directory(file, record.getLong(48), record.getLong(40));
  }

  private static ByteBuffer directory(FileChannel file, long start, long size) throws IOException {
    if (size < 0 || size > MAX_BYTES) {
      throw broken("it has " + size + " bytes, more than " + MAX_BYTES);
    }
    return StoredZip.bytes(file, start, (int) size);
  }

  private static StoredZip.Member entry(ByteBuffer in) {
    int at = in.position();
    int nameLength = in.getShort(at + 28) & 0xffff;
    int extraLength = in.getShort(at + 30) & 0xffff;
    int length = ENTRY_BYTES + nameLength + extraLength + (in.getShort(at + 32) & 0xffff);
    if (in.getInt(at) != ENTRY || length > in.remaining()) {
      throw broken("an entry is not well-formed");
    }
    long[] wide = {
      in.getInt(at + 24) & FULL, in.getInt(at + 20) & FULL, in.getInt(at + 42) & FULL,
    };
    widen(wide, in.slice(at + ENTRY_BYTES + nameLength, extraLength).order(in.order()));
    byte[] name = new byte[nameLength];
    in.get(at + ENTRY_BYTES, name);
    in.position(at + length);
    return new StoredZip.Member(
        checked(new String(name, StandardCharsets.UTF_8)),
        in.getShort(at + 8) & 0xffff,
        in.getShort(at + 10) & 0xffff,
        in.getInt(at + 16) & FULL,
        wide[1],
        wide[0],
        wide[2]);
  }

  /** Takes size, stored size and offset from the 64-bit field where the entry says so. */
  private static void widen(long[] values, ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        throw broken("an entry's extra field is cut off");
      }
      ByteBuffer field = extra.slice(extra.position(), length).order(extra.order());
      extra.position(extra.position() + length);
      for (int n = 0; id == EXTRA64 && n < values.length; n++) {
        if (values[n] == FULL && field.remaining() >= Long.BYTES) {
          values[n] = field.getLong();
        }
      }
    }
    for (long value : values) {
      if (value < 0) {
        throw broken("an entry has a negative size or offset");
      }
    }
  }

  private static String checked(String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.contains("..")
        || name.startsWith("/")
        || name.matches("(?s).*[\\\\:\\x00-\\x1f].*")) {
      throw new WeightsException("The archive has a member whose name is a path trick");
    }
    return name;
  }

  private static WeightsException broken(String reason) {
    return new WeightsException("The archive's directory cannot be read: " + reason);
  }
}
