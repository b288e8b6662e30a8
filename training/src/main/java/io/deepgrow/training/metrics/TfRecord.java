package io.deepgrow.training.metrics;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * TensorFlow's framing of records: length (uint64, little-endian), its checksum, the bytes, their
 * checksum. A checksum is a CRC-32C, turned right by 15 bits and moved by a constant.
 */
final class TfRecord {

  private static final int MASK_DELTA = 0xa282ead8;
  private static final int MAX_LENGTH = 1 << 20;

  private TfRecord() {}

  static void write(byte[] record, OutputStream out) throws IOException {
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(record.length).array();
    ByteBuffer frame = ByteBuffer.allocate(record.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(length).putInt(masked(length)).put(record).putInt(masked(record));
    out.write(frame.array());
  }

  /**
   * All records of a file.
   *
   * @throws IOException when a checksum is wrong or the file ends within a record
   */
  static List<byte[]> read(byte[] file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
      while (in.available() > 0) {
        byte[] length = new byte[8];
        in.readFully(length);
        long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        check(length, in);
        if (size < 0 || size > MAX_LENGTH) {
          throw new IOException("A record of " + size + " bytes");
        }
        byte[] record = new byte[(int) size];
        in.readFully(record);
        check(record, in);
        records.add(record);
      }
    }
    return records;
  }

  private static void check(byte[] bytes, DataInputStream in) throws IOException {
    if (Integer.reverseBytes(in.readInt()) != masked(bytes)) {
      throw new IOException("A record's checksum is wrong");
    }
  }

  static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
