package io.deepgrow.dicom.jpegls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Frames that DCMTK 3.6.7 compressed: name, columns, rows, bits, CRC-32 of its pixels, base64. */
final class Fixtures {

  /** A frame, and the CRC-32 of the bytes that DCMTK makes of it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Fixture(String name, int columns, int rows, int bits, String crc, byte[] frame) {

    private static Fixture of(String line) {
      String[] words = line.split(" ", -1);
      return new Fixture(
          words[0],
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          words[4],
          Base64.getDecoder().decode(words[5]));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Fixtures() {}

  static List<Fixture> all() {
    try (InputStream in =
        Objects.requireNonNull(Fixtures.class.getResourceAsStream("dcmtk-frames.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(Fixture::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
