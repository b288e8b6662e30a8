package io.deepgrow.app.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a {@code multipart/related} request body, one after the other, without holding them
 * (RFC 2046 5.1).
 */
final class RequestParts {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_HEADER_BYTES = 16 << 10;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private boolean finished;

  /**
   * Starts before the first part.
   *
   * @param boundary as the content type gives it
   */
  RequestParts(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    // the first delimiter needs no line break before it
    buffer[0] = '\r';
    buffer[1] = '\n';
    end = 2;
  }

  /**
   * The body of the next part, which must be read before the one after it is asked for; what is
   * left of it is skipped.
   *
   * @throws ArchiveException status 400 when the body ends before its closing delimiter
   */
  Optional<InputStream> next() throws IOException {
    if (finished) {
      return Optional.empty();
    }
    skipToDelimiter();
    at += delimiter.length;
    require(2);
    if (buffer[at] == '-' && buffer[at + 1] == '-') {
      finished = true;
      return Optional.empty();
    }
    skipHeader();
    return Optional.of(new Body());
  }

  private void skipToDelimiter() throws IOException {
    while (true) {
      int length = dataLength();
      if (length == 0 && atDelimiter()) {
        return;
      }
      at += length;
    }
  }

  /** Reads past the blank line after the part's header fields. */
  private void skipHeader() throws IOException {
    for (int count = 0; ; count++) {
      if (count > MAX_HEADER_BYTES) {
        throw ArchiveException.badRequest("The header of a part is too long");
      }
      require(4);
      if (isLineEnd(at) && isLineEnd(at + 2)) {
        break;
      }
      at++;
    }
    at += 2;
    // an empty body may start with its delimiter right away
    if (!startsWithDelimiter()) {
      at += 2;
    }
  }

  private boolean isLineEnd(int place) {
    return buffer[place] == '\r' && buffer[place + 1] == '\n';
  }

  private boolean startsWithDelimiter() throws IOException {
    fill(delimiter.length);
    return atDelimiter();
  }

  private boolean atDelimiter() {
    return end - at >= delimiter.length
        && Arrays.equals(buffer, at, at + delimiter.length, delimiter, 0, delimiter.length);
  }

  /** Bytes from here that are surely data; 0 only at a delimiter. */
  private int dataLength() throws IOException {
    fill(delimiter.length);
    if (end - at < delimiter.length) {
      throw ArchiveException.badRequest("The multipart body ends without its closing delimiter");
    }
    int last = end - delimiter.length;
    for (int place = at; place <= last; place++) {
      if (buffer[place] == '\r'
          && Arrays.equals(
              buffer, place, place + delimiter.length, delimiter, 0, delimiter.length)) {
        return place - at;
      }
    }
    return last + 1 - at;
  }

  private void require(int count) throws IOException {
    fill(count);
    if (end - at < count) {
      throw ArchiveException.badRequest("The multipart body ends without its closing delimiter");
    }
  }

  /** Makes at least so many bytes available, unless the stream ends. */
  private void fill(int count) throws IOException {
    if (end - at >= count) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    while (end < count) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return;
      }
      end += read;
    }
  }

  private final class Body extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int available = Math.min(dataLength(), length);
      if (available == 0) {
        return -1;
      }
      System.arraycopy(buffer, at, bytes, offset, available);
      at += available;
      return available;
    }
  }
}
