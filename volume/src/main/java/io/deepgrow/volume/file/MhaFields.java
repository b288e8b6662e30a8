package io.deepgrow.volume.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines {@code Key = value} of a MetaImage header, up to ElementDataFile. */
final class MhaFields {

  private static final int MAX_LINE = 4096;
  private static final int MAX_LINES = 500;
  private static final String LAST = "elementdatafile";

  private final Map<String, String> fields = new HashMap<>();

  private MhaFields() {}

  static MhaFields read(InputStream in) throws IOException {
    MhaFields header = new MhaFields();
    for (int lines = 0; !header.fields.containsKey(LAST); lines++) {
      String line = line(in, lines == 0);
      int equals = line.indexOf('=');
      if (lines >= MAX_LINES || equals < 1) {
        throw new VolumeFileException(
            "mha.header", "Line " + (lines + 1) + " of the header is not 'Key = value'");
      }
      header.put(line.substring(0, equals), line.substring(equals + 1).strip());
    }
    return header;
  }

  private static String line(InputStream in, boolean first) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      boolean binary = c < ' ' && c != '\t' && c != '\r';
      if (binary || text.length() >= MAX_LINE) {
        throw new VolumeFileException(
            first ? "mha.magic" : "mha.header",
            "This is not a MetaImage file, or a line of its header is too long");
      }
      text.append((char) c);
    }
    return text.toString().strip();
  }

  private void put(String name, String value) throws VolumeFileException {
    if (fields.put(name.strip().toLowerCase(Locale.ROOT), value) != null) {
      throw new VolumeFileException("mha.header", "Field '" + name.strip() + "' appears twice");
    }
  }

  /** The first of some fields that is there. */
  Optional<String> text(String... names) {
    for (String name : names) {
      String value = fields.get(name.toLowerCase(Locale.ROOT));
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  boolean isTrue(String... names) {
    return text(names).map(v -> v.equalsIgnoreCase("true") || v.equals("1")).orElse(false);
  }

  /**
   * Numbers of the first of some fields that is there.
   *
   * @param absent text to read when none is there
   */
  double[] numbers(int count, String absent, String... names) throws VolumeFileException {
    String text = text(names).orElse(absent);
    String[] parts = text.strip().split("\\s+", -1);
    double[] values = new double[parts.length];
    boolean good = parts.length == count;
    for (int n = 0; good && n < count; n++) {
      try {
        values[n] = Double.parseDouble(parts[n]);
      } catch (NumberFormatException e) {
        good = false;
      }
    }
    if (!good) {
      throw new VolumeFileException(
          "mha.header", "Field '" + names[0] + "' holds not " + count + " numbers");
    }
    return values;
  }
}
