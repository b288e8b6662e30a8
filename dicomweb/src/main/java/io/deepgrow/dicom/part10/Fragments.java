package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Encapsulated pixel data (PS3.5 A.4): fragments, and how they make up frames. */
final class Fragments {

  private static final int ITEM = 0xFFFEE000;
  private static final int SEQUENCE_END = 0xFFFEE0DD;

  private final byte[] first;
  private final List<byte[]> parts;
  private final long[] starts;

  private Fragments(byte[] first, List<byte[]> parts, long[] starts) {
    this.first = first;
    this.parts = parts;
    this.starts = starts;
  }

  static Fragments none() {
    return new Fragments(new byte[0], List.of(), new long[0]);
  }

  boolean isEmpty() {
    return parts.isEmpty() && first.length == 0;
  }

  /** All bytes one after the other; the only item counts as pixels, not as an offset table. */
  byte[] joined() {
    return parts.isEmpty() ? first : join(0, parts.size());
  }

  /** Reads the next tag of the stream. */
  @FunctionalInterface
  interface TagSource {
    int next() throws IOException;
  }

  static Fragments read(TagSource tags, LimitedInput in, DicomLimits limits) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    byte[] first = {};
    boolean tableRead = false;
    long origin = 0;
    long total = 0;
    while (true) {
      long start = in.position();
      int tag = tags.next();
      long length = ByteBuffer.wrap(in.bytes(4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (tag == SEQUENCE_END) {
        break;
      }
      if (tag != ITEM || length < 0) {
        throw DicomException.malformed(
            "Encapsulated pixel data hold something that is no fragment");
      }
      total += length;
      if (parts.size() >= limits.maxFragments() || total > limits.maxPixelBytes()) {
        throw DicomException.limit(
            "fragments",
            "More than " + limits.maxFragments() + " fragments or too many bytes in them");
      }
      byte[] part = in.bytes((int) length);
      skipUncountedPadding(length, in);
      if (!tableRead) {
        first = part;
        tableRead = true;
        origin = in.position();
      } else {
        parts.add(part);
        starts.add(start - origin);
      }
    }
    return new Fragments(first, parts, starts.stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * A fragment must have even length; some state an odd one and fill up with a byte all the same.
   */
  private static void skipUncountedPadding(long length, LimitedInput in) throws IOException {
    byte[] next = (length & 1) == 0 ? new byte[0] : in.peek(3);
    if (next.length == 3 && next[0] != (byte) 0xFE && next[1] == (byte) 0xFE) {
      in.skip(1);
    }
  }

  private static long[] table(byte[] part) {
    ByteBuffer b = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
    long[] offsets = new long[part.length / 4];
    for (int n = 0; n < offsets.length; n++) {
      offsets[n] = b.getInt() & 0xFFFFFFFFL;
    }
    return offsets;
  }

  /** The frames' bytes: by the extended or basic offset table, else by counting and markers. */
  List<byte[]> frames(DicomObject dataSet) {
    int frames = dataSet.integer(Tag.NUMBER_OF_FRAMES).orElse(1);
    long[] table = extendedTable(dataSet);
    if (table.length == 0) {
      table = table(first);
    }
    if (table.length > 1 && table.length == frames) {
      return byTable(table);
    }
    if (frames == parts.size()) {
      return parts;
    }
    if (parts.isEmpty()) {
      // the offset table was left out
      return List.of(first);
    }
    if (frames <= 1) {
      return List.of(join(0, parts.size()));
    }
    return byMarkers(frames);
  }

  private static long[] extendedTable(DicomObject dataSet) {
    byte[] bytes = dataSet.bytes(Tag.EXTENDED_OFFSET_TABLE).orElse(new byte[0]);
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long[] offsets = new long[bytes.length / 8];
    for (int n = 0; n < offsets.length; n++) {
      offsets[n] = b.getLong();
    }
    return offsets;
  }

  private List<byte[]> byTable(long[] table) {
    List<byte[]> frames = new ArrayList<>();
    int part = 0;
    for (int f = 0; f < table.length; f++) {
      if (part >= parts.size() || starts[part] != table[f]) {
        throw DicomException.malformed(
            "The offset table's entry " + (f + 1) + " does not point at a fragment");
      }
      int from = part++;
      long end = f + 1 < table.length ? table[f + 1] : Long.MAX_VALUE;
      while (part < parts.size() && starts[part] < end) {
        part++;
      }
      frames.add(join(from, part));
    }
    return frames;
  }

  private List<byte[]> byMarkers(int wanted) {
    List<byte[]> frames = new ArrayList<>();
    int from = 0;
    for (int part = 0; part < parts.size(); part++) {
      if (part > from && startsCodestream(parts.get(part))) {
        frames.add(join(from, part));
        from = part;
      }
    }
    if (!parts.isEmpty()) {
      frames.add(join(from, parts.size()));
    }
    if (frames.size() != wanted) {
      throw DicomException.malformed(
          parts.size() + " fragments can't be told apart into " + wanted + " frames");
    }
    return frames;
  }

  private static boolean startsCodestream(byte[] part) {
    if (part.length < 4 || part[0] != (byte) 0xFF) {
      return false;
    }
    boolean jpeg = part[1] == (byte) 0xD8 && part[2] == (byte) 0xFF;
    boolean jpeg2000 = part[1] == 0x4F && part[2] == (byte) 0xFF && part[3] == 0x51;
    return jpeg || jpeg2000;
  }

  private byte[] join(int from, int to) {
    if (to - from == 1) {
      return parts.get(from);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int part = from; part < to; part++) {
      out.writeBytes(parts.get(part));
    }
    return out.toByteArray();
  }
}
