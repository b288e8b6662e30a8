package io.deepgrow.dicomweb;

import io.deepgrow.fuzz.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Hostile multipart bodies; the first line is the Content-Type. */
class MultipartFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes("multipart/related; boundary=b\n--b\r\nA: c\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--"),
        bytes(
            "multipart/related; type=\"a/b\"; boundary=\"b d\"\nx\r\n--b d\nA: c\n\none\n--b d--"),
        bytes("multipart/form-data; boundary=--b\n----b\r\nA: b\r\nA: c\r\n\r\n--\r\n----b--\r\n"),
        bytes("multipart/related; boundary=b\n--b\r\nContent-Length: 3\r\n\r\n\0\1\2\r\n--b--x"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void parse(byte[] input) throws IOException {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int line = text.indexOf('\n');
    String type = line < 0 ? text : text.substring(0, line);
    MultipartReader reader =
        MultipartReader.of(new ByteArrayInputStream(bytes(text.substring(line + 1))), type);
    for (Optional<MultipartReader.Part> part = reader.next();
        part.isPresent();
        part = reader.next()) {
      part.get().body().transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof DicomWebException;
  }
}
