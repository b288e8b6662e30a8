package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPartsTest {

  private static final String HEAD = "--b\r\nContent-Type: application/dicom\r\n\r\n";

  @Test
  void readsPartAfterPart() throws IOException {
    assertThat(parts(HEAD + "one\r\n" + HEAD + "two\r\n--b--\r\nepilogue"))
        .containsExactly("one", "two");
    assertThat(parts("preamble\r\n" + HEAD + "one\r\n--b--")).containsExactly("one");
    assertThat(parts("--b--")).isEmpty();
  }

  @Test
  void keepsWhatOnlyLooksLikeADelimiter() throws IOException {
    assertThat(parts(HEAD + "a\r\n--\r\n-b\r\n--a--b\r\n\r\n--b--"))
        .containsExactly("a\r\n--\r\n-b\r\n--a--b\r\n");
  }

  @Test
  void readsEmptyParts() throws IOException {
    assertThat(parts("--b\r\n\r\n\r\n--b\r\n\r\n--b--")).containsExactly("", "");
  }

  @Test
  void skipsWhatNobodyReads() throws IOException {
    RequestParts parts = of(HEAD + "x".repeat(200_000) + "\r\n" + HEAD + "two\r\n--b--");
    assertThat(parts.next()).isPresent();
    assertThat(parts.next().orElseThrow().readAllBytes())
        .isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_500, 65_530, 65_531, 65_532, 65_533, 65_534, 65_536, 300_000})
  void findsDelimitersAcrossItsBuffer(int size) throws IOException {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    String text = new String(data, StandardCharsets.ISO_8859_1);

    assertThat(parts(HEAD + text + "\r\n" + HEAD + text + "\r\n--b--")).containsExactly(text, text);
  }

  @Test
  void readsFromAStreamThatDrips() throws IOException {
    byte[] body = (HEAD + "one\r\n" + HEAD + "two\r\n--b--").getBytes(StandardCharsets.US_ASCII);
    InputStream drip =
        new ByteArrayInputStream(body) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };

    assertThat(texts(new RequestParts(drip, "b"))).containsExactly("one", "two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b",
        "--b\r\nContent-Type: x",
        HEAD + "one",
        HEAD + "one\r\n",
        "--b\r\n\r\n"
      })
  void refusesBodiesThatAreCutOff(String body) {
    assertThatThrownBy(() -> parts(body))
        .isInstanceOfSatisfying(ArchiveException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void refusesHeadersWithoutEnd() {
    assertThatThrownBy(() -> parts("--b\r\n" + "x".repeat(20_000)))
        .hasMessageContaining("too long");
  }

  private static List<String> parts(String body) throws IOException {
    return texts(of(body));
  }

  private static RequestParts of(String body) {
    return new RequestParts(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), "b");
  }

  private static List<String> texts(RequestParts parts) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Optional<InputStream> part = parts.next(); part.isPresent(); part = parts.next()) {
      texts.add(new String(part.get().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
    return texts;
  }
}
