package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.Vector3;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field lines of a NRRD header, up to the empty line before the voxels. */
final class NrrdFields {

  /** Segmentation files list every segment; a megabyte holds thousands. */
  private static final int MAX_HEADER = 1 << 20;

  private static final Pattern MAGIC = Pattern.compile("NRRD000[1-5]");
  private static final int MAGIC_LENGTH = 8;
  private static final Pattern VECTOR = Pattern.compile("none|\\(([^()]*)\\)");

  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();

  private NrrdFields() {}

  static NrrdFields read(InputStream in) throws IOException {
    NrrdFields header = new NrrdFields();
    StringBuilder text = new StringBuilder();
    int left = MAX_HEADER;
    String magic = new String(in.readNBytes(MAGIC_LENGTH), StandardCharsets.ISO_8859_1);
    if (!MAGIC.matcher(magic).matches() || !line(in, text, 1).isEmpty()) {
      throw new VolumeFileException(
          "nrrd.magic", "This is not a NRRD file: it does not begin with NRRD0001 to NRRD0005");
    }
    for (String line = line(in, text, left); !line.isEmpty(); line = line(in, text, left)) {
      left -= line.length() + 1;
      int colon = line.indexOf(": ");
      int key = line.indexOf(":=");
      if (line.startsWith("#")) {
        continue;
      }
      if (key > 0) {
        header.keys.put(line.substring(0, key), line.substring(key + 2).strip());
      } else if (colon > 0) {
        header.put(line.substring(0, colon), line.substring(colon + 2).strip());
      }
    }
    return header;
  }

  private static String line(InputStream in, StringBuilder text, int max) throws IOException {
    text.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (text.length() >= max) {
        throw new VolumeFileException(
            "nrrd.header",
            "This is not a NRRD file, or its header is longer than " + MAX_HEADER + " bytes");
      }
      text.append((char) c);
    }
    if (text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private void put(String name, String value) throws VolumeFileException {
    String key = name.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    if (fields.put(key, value) != null) {
      throw new VolumeFileException("nrrd.header", "Field '" + name + "' appears twice");
    }
  }

  /** A key of the writer's own, as {@code key:=value}. */
  Optional<String> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** The text of a field; case and blanks in its name do not count. */
  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name.replace(" ", "")));
  }

  String required(String name) throws VolumeFileException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      throw new VolumeFileException("nrrd.header", "Field '" + name + "' is missing");
    }
    return text.get();
  }

  /** A whole number of a field that may be absent. */
  int integer(String name, int absent) throws VolumeFileException {
    Optional<String> text = text(name);
    return text.isEmpty() ? absent : integer(name, text.get(), 0);
  }

  /** Whole numbers, each at least {@code least}. */
  int[] integers(String name, int least) throws VolumeFileException {
    String[] parts = required(name).split("\\s+", -1);
    int[] values = new int[parts.length];
    for (int n = 0; n < values.length; n++) {
      values[n] = integer(name, parts[n], least);
    }
    return values;
  }

  private static int integer(String name, String text, int least) throws VolumeFileException {
    try {
      int value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new VolumeFileException(
        "nrrd.header",
        "Field '" + name + "' holds '" + text + "', not a whole number of at least " + least);
  }

  /** Vectors of three numbers as {@code (x,y,z)}; {@code none} is refused. */
  List<Vector3> vectors(String name) throws VolumeFileException {
    List<Vector3> vectors = new ArrayList<>();
    Matcher matcher = VECTOR.matcher(required(name));
    while (matcher.find()) {
      String inner = matcher.group(1);
      String[] parts = inner == null ? new String[0] : inner.split(",", -1);
      if (parts.length != 3) {
        throw new VolumeFileException(
            "nrrd.dimensions",
            "Field '" + name + "' holds '" + matcher.group() + "', not three numbers");
      }
      vectors.add(
          new Vector3(number(name, parts[0]), number(name, parts[1]), number(name, parts[2])));
    }
    return vectors;
  }

  private static double number(String name, String text) throws VolumeFileException {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new VolumeFileException(
          "nrrd.header", "Field '" + name + "' holds '" + text + "', not a number");
    }
  }
}
