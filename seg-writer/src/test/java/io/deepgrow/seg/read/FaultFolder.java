package io.deepgrow.seg.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;

/** The inputs of public bug reports, with their right values, where they are there. */
final class FaultFolder {

  private static final Path ROOT = Path.of("../../shared/data/faults");

  private FaultFolder() {}

  static boolean present() {
    return Files.isDirectory(ROOT);
  }

  static Path of(String name) {
    return ROOT.resolve(name);
  }

  /** The values of the one array in an .npz file, z slowest: int32 or one byte each. */
  static int[] numbers(Path npz) throws IOException {
    try (InputStream file = Files.newInputStream(npz);
        ZipInputStream zip = new ZipInputStream(file)) {
      zip.getNextEntry();
      ByteBuffer b = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int header = b.getShort(8);
      String text = new String(b.array(), 10, header, StandardCharsets.US_ASCII);
      b.position(10 + header);
      boolean wide = text.contains("<i4");
      int[] numbers = new int[b.remaining() / (wide ? 4 : 1)];
      for (int n = 0; n < numbers.length; n++) {
        numbers[n] = wide ? b.getInt() : b.get();
      }
      return numbers;
    }
  }
}
