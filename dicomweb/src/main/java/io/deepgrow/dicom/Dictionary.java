package io.deepgrow.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The data dictionary: representation and keyword of the standard's attributes (PS3.6). */
public final class Dictionary {

  private record Entry(Vr vr, String keyword) {}

  private static final Map<Integer, Entry> BY_TAG = new HashMap<>();
  private static final Map<String, Integer> BY_KEYWORD = new HashMap<>();

  static {
    load();
  }

  private Dictionary() {}

  private static void load() {
    try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.txt")) {
      if (in == null) {
        throw new IllegalStateException("dictionary.txt is not on the class path");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tag = Integer.parseUnsignedInt(line.substring(0, 8), 16);
        String keyword = line.substring(12);
        BY_TAG.put(tag, new Entry(Vr.valueOf(line.substring(9, 11)), keyword));
        BY_KEYWORD.put(keyword, tag);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The representation of a tag; UN for private and unknown ones, LO for private creators. */
  public static Vr vrOf(int tag) {
    Entry entry = BY_TAG.get(tag);
    if (entry != null) {
      return entry.vr();
    }
    int element = tag & 0xFFFF;
    if (element == 0) {
      return Vr.UL;
    }
    return Tag.isPrivate(tag) && element >= 0x10 && element <= 0xFF ? Vr.LO : Vr.UN;
  }

  /** The keyword of a tag, if it is in the standard. */
  public static Optional<String> keywordOf(int tag) {
    return Optional.ofNullable(BY_TAG.get(tag)).map(Entry::keyword);
  }

  /** The tag of a keyword, as QIDO-RS queries name attributes. */
  public static Optional<Integer> tagOf(String keyword) {
    return Optional.ofNullable(BY_KEYWORD.get(keyword));
  }
}
