package io.deepgrow.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {

  private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=bnd";

  private static List<byte[]> read(InputStream in, String type) throws IOException {
    MultipartReader reader = MultipartReader.of(in, type);
    List<byte[]> parts = new ArrayList<>();
    for (Optional<MultipartReader.Part> part = reader.next();
        part.isPresent();
        part = reader.next()) {
      parts.add(part.get().body().readAllBytes());
    }
    return parts;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<String> texts(String text) throws IOException {
    return read(stream(text), TYPE).stream()
        .map(b -> new String(b, StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static void assertBroken(String text) {
    assertThatThrownBy(() -> texts(text))
        .isInstanceOfSatisfying(
            DicomWebException.class,
            e -> assertThat(e.code()).isEqualTo("dicomweb.broken_transfer"));
  }

  /** Hands out at most a few bytes a call, as a network does. */
  private static InputStream crumbs(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(7)));
      }
    };
  }

  /** Bytes that look much like delimiters; never a whole one. */
  private static byte[] tricky(Random random, int length) {
    byte[] alphabet = "\r\n--bnx".getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[length];
    for (int n = 0; n < length; n++) {
      bytes[n] = alphabet[random.nextInt(alphabet.length)];
    }
    return bytes;
  }

  @Property
  void givesBackWhatWasPutInHoweverItIsCutUp(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int count) throws IOException {
    Random random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int n = 0; n < count; n++) {
      byte[] body = tricky(random, random.nextInt(200));
      sent.add(body);
      out.writeBytes(
          "\r\n--bnd\r\nContent-Type: application/dicom\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(body);
    }
    out.writeBytes("\r\n--bnd--\r\nepilogue".getBytes(StandardCharsets.US_ASCII));

    assertThat(read(crumbs(out.toByteArray(), random), TYPE)).containsExactlyElementsOf(sent);
  }

  @Property
  void anyTruncationIsABrokenTransfer(@ForAll @IntRange(min = 0, max = 45) int length) {
    String whole = "--bnd\r\nA: b\r\n\r\nfirst\r\n--bnd\r\n\r\nsecond\r\n--bnd--";
    assertBroken(whole.substring(0, length));
  }

  @Test
  void skipsPreambleAndEpilogueAndTakesBareLineFeeds() throws IOException {
    assertThat(texts("hello\r\n--bnd\r\nA: b\r\n\r\none\r\n--bnd--\r\nbye")).containsExactly("one");
    assertThat(texts("--bnd\nA: b\n\none\n--bnd\n\ntwo\n--bnd--")).containsExactly("one", "two");
  }

  @Test
  void readsQuotedBoundariesAndHeadersWithoutCase() throws IOException {
    MultipartReader reader =
        MultipartReader.of(
            stream("--a b\r\nCONTENT-type: application/dicom\r\n\r\nx\r\n--a b--"),
            "multipart/related; BOUNDARY=\"a b\"");
    assertThat(reader.next().orElseThrow().headers())
        .containsEntry("content-type", "application/dicom");
  }

  @Test
  void passesOverAPartThatNobodyRead() throws IOException {
    MultipartReader reader =
        MultipartReader.of(stream("--bnd\r\n\r\none\r\n--bnd\r\n\r\ntwo\r\n--bnd--"), TYPE);
    assertThat(reader.next()).isPresent();
    assertThat(reader.next().orElseThrow().body().readAllBytes())
        .isEqualTo("two".getBytes(StandardCharsets.UTF_8));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void believesTheDelimiterRatherThanTheContentLength() throws IOException {
    assertThat(texts("--bnd\r\nContent-Length: 9000\r\n\r\none\r\n--bnd--")).containsExactly("one");
  }

  @Test
  void refusesEndlessHeadersAndHeadersWithoutColon() {
    assertBroken("--bnd\r\nA: " + "x".repeat(20_000) + "\r\n\r\none\r\n--bnd--");
    assertBroken("--bnd\r\n" + "A: b\r\n".repeat(4000) + "\r\none\r\n--bnd--");
    assertBroken("--bnd\r\nnonsense\r\n\r\none\r\n--bnd--");
  }

  @Test
  void refusesAMissingOrOverlongBoundary() {
    for (String type :
        List.of("multipart/related", "multipart/related; boundary=" + "x".repeat(71))) {
      assertThatThrownBy(() -> MultipartReader.of(stream(""), type))
          .isInstanceOf(DicomWebException.class);
    }
  }
}
