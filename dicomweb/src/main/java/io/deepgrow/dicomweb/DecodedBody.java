package io.deepgrow.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * A body without its content coding, which is looked at when the first byte is read. No coding is
 * requested, but some services and what stands before them compress all the same, now and then
 * without a header that says so.
 */
final class DecodedBody extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final InputStream body;
  private final String coding;
  private InputStream decoded;
  private boolean opened;

  /**
   * @param coding value of Content-Encoding, empty for none
   */
  DecodedBody(InputStream body, String coding) {
    this.body = body;
    this.coding = coding;
    this.decoded = body;
  }

  /**
   * Chooses by the first bytes: neither JSON nor multipart nor a Part 10 file starts as gzip does.
   */
  private InputStream decoded() throws IOException {
    if (opened) {
      return decoded;
    }
    opened = true;
    PushbackInputStream start = new PushbackInputStream(body, 2);
    byte[] two = start.readNBytes(2);
    start.unread(two);
    if (two.length == 2 && two[0] == 0x1f && two[1] == (byte) 0x8b) {
      decoded = new GZIPInputStream(start, BUFFER);
      return decoded;
    }
    decoded =
        switch (coding.strip().toLowerCase(Locale.ROOT)) {
          case "deflate" -> new InflaterInputStream(start);
          case "", "identity", "gzip", "x-gzip" -> start;
          default ->
              throw new DicomWebException(
                  "dicomweb.content_encoding",
                  0,
                  "The DICOMweb service compresses its answers in a way that was not requested;"
                      + " only gzip and deflate can be read");
        };
    return decoded;
  }

  @Override
  public int read() throws IOException {
    return decoded().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return decoded().read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
