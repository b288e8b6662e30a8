package io.deepgrow.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads multipart/related part by part without holding a part in memory (RFC 2046 5.1). The
 * delimiter decides where a part ends; without the closing one the transfer counts as broken.
 */
public final class MultipartReader {

  private static final int BUFFER = 1 << 17;
  private static final int MAX_HEADERS = 16 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70})(?![^;\\s]))");

  /**
   * A part; its body must be read before the next part is asked for, what is left is skipped.
   *
   * @param headers names in lower case
   */
  public record Part(Map<String, String> headers, InputStream body) {}

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private boolean exhausted;
  private boolean first = true;
  private boolean closed;
  private PartBody current = new PartBody(true);

  private MultipartReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A reader of a body.
   *
   * @throws DicomWebException {@code dicomweb.broken_transfer} when the content type names no
   *     boundary
   */
  public static MultipartReader of(InputStream in, String contentType) {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      throw new DicomWebException(
          "dicomweb.broken_transfer", 0, "The multipart answer names no boundary");
    }
    String quoted = matcher.group(1);
    return new MultipartReader(in, quoted == null ? matcher.group(2) : quoted);
  }

  /** The next part; empty after the closing delimiter. */
  public Optional<Part> next() throws IOException {
    if (closed) {
      return Optional.empty();
    }
    if (first) {
      first = false;
      openFirst();
    } else {
      current.transferTo(OutputStream.nullOutputStream());
      position += delimiter.length;
    }
    if (closed || isClosing()) {
      closed = true;
      return Optional.empty();
    }
    Map<String, String> headers = headers();
    current = new PartBody(false);
    return Optional.of(new Part(headers, current));
  }

  /** The first delimiter may stand at the very beginning. */
  private void openFirst() throws IOException {
    fill(delimiter.length);
    boolean atStart = end - position >= delimiter.length - 1;
    for (int n = 1; atStart && n < delimiter.length; n++) {
      atStart = buffer[position + n - 1] == delimiter[n];
    }
    if (atStart) {
      position += delimiter.length - 1;
      return;
    }
    current = new PartBody(false);
    current.transferTo(OutputStream.nullOutputStream());
    position += delimiter.length;
  }

  private boolean isClosing() throws IOException {
    fill(2);
    if (end - position >= 2 && buffer[position] == '-' && buffer[position + 1] == '-') {
      return true;
    }
    line();
    return false;
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    int total = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      total += line.length() + 2;
      int colon = line.indexOf(':');
      if (colon < 0 || total > MAX_HEADERS) {
        throw broken("a part's headers are damaged or too long");
      }
      headers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    return headers;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (position == end) {
        fill(1);
        if (position == end) {
          throw broken("it ends within a part's headers");
        }
      }
      char c = (char) (buffer[position++] & 0xFF);
      if (c == '\n') {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
      }
      if (line.length() > MAX_HEADERS) {
        throw broken("a part's headers are too long");
      }
      line.append(c);
    }
  }

  /** Brings at least so many bytes into the buffer, unless the stream ends. */
  private void fill(int wanted) throws IOException {
    if (end - position >= wanted || exhausted) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, end - position);
    end -= position;
    position = 0;
    while (end < wanted && !exhausted) {
      int got = in.read(buffer, end, buffer.length - end);
      if (got < 0) {
        exhausted = true;
      } else {
        end += got;
      }
    }
  }

  private static DicomWebException broken(String how) {
    return new DicomWebException(
        "dicomweb.broken_transfer", 0, "The multipart answer is damaged: " + how);
  }

  /** The bytes up to the next delimiter, without the line break before it. */
  private final class PartBody extends InputStream {

    private boolean done;
    private int safe;

    PartBody(boolean done) {
      this.done = done;
    }

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
      if (safe == 0 && !done) {
        look();
      }
      if (safe == 0) {
        return -1;
      }
      int count = Math.min(length, safe);
      System.arraycopy(buffer, position, bytes, offset, count);
      position += count;
      safe -= count;
      return count;
    }

    /** Finds how many bytes surely belong to the part. */
    private void look() throws IOException {
      int window = delimiter.length + 2;
      fill(window);
      int at = find();
      if (at >= 0) {
        int stop = at > position && buffer[at - 1] == '\r' ? at - 1 : at;
        safe = stop - position;
        if (safe == 0) {
          position = at;
          done = true;
        }
        return;
      }
      if (exhausted) {
        throw broken("its closing delimiter is missing");
      }
      safe = end - position - delimiter.length - 1;
      if (safe <= 0) {
        fill(end - position + 1);
        look();
      }
    }

    private int find() {
      byte firstByte = delimiter[0];
      int last = end - delimiter.length;
      outer:
      for (int at = position; at <= last; at++) {
        if (buffer[at] != firstByte) {
          continue;
        }
        for (int n = 1; n < delimiter.length; n++) {
          if (buffer[at + n] != delimiter[n]) {
            continue outer;
          }
        }
        return at;
      }
      return -1;
    }
  }
}
