package io.deepgrow.app.compat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A NRRD file read as strictly as the parser of the browser clients (nrrd-js 0.2.1) does. */
public final class NrrdFile {

  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "dimension",
          "space",
          "sizes",
          "space directions",
          "kinds",
          "endian",
          "encoding",
          "space origin");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final byte[] voxels;

  private NrrdFile(String header, byte[] data) throws IOException {
    String[] lines = header.split("\n", -1);
    if (!lines[0].equals("NRRD0004") || header.contains("\r")) {
      throw new AssertionError("no NRRD of version 4 with plain line ends: " + lines[0]);
    }
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(": ");
      if (colon < 0
          || line.startsWith(" ", colon + 2)
          || !KNOWN.contains(line.substring(0, colon))) {
        throw new AssertionError("a line that browsers can't read: " + line);
      }
      fields.put(line.substring(0, colon), line.substring(colon + 2));
    }
    for (String vectors : new String[] {"space directions", "space origin"}) {
      if (!field(vectors).matches("\\([^ ()]+\\)( \\([^ ()]+\\))*")) {
        throw new AssertionError("spaces within vectors: " + field(vectors));
      }
    }
    voxels = field("encoding").equals("gzip") ? unzip(data) : data;
  }

  private static byte[] unzip(byte[] data) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
      return in.readAllBytes();
    }
  }

  public static NrrdFile of(byte[] file) throws IOException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    return new NrrdFile(text.substring(0, end), Arrays.copyOfRange(file, end + 2, file.length));
  }

  /** A field that has to be there. */
  public String field(String name) {
    if (!fields.containsKey(name)) {
      throw new AssertionError("no " + name + " in " + fields.keySet());
    }
    return fields.get(name);
  }

  /** All that follows the header, unpacked. */
  public byte[] voxels() {
    return voxels.clone();
  }
}
