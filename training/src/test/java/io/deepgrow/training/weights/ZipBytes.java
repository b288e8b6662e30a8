package io.deepgrow.training.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives of PyTorch's shape. */
final class ZipBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  /** An archive with a pickle and one storage of floats. */
  static byte[] checkpoint(byte[] pickle, float... storage) throws IOException {
    return new ZipBytes().stored("a/data.pkl", pickle).stored("a/data/0", floats(storage)).close();
  }

  static byte[] floats(float... values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return raw.array();
  }

  static Path write(Path folder, byte[] bytes) throws IOException {
    return Files.write(folder.resolve("checkpoint.pt"), bytes);
  }

  ZipBytes stored(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    return put(entry, content);
  }

  ZipBytes compressed(String name, byte[] content) throws IOException {
    return put(new ZipEntry(name), content);
  }

  byte[] close() throws IOException {
    zip.close();
    return bytes.toByteArray();
  }

  private ZipBytes put(ZipEntry entry, byte[] content) throws IOException {
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
    return this;
  }
}
