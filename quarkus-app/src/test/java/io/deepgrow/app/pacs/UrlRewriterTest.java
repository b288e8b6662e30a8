package io.deepgrow.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UrlRewriterTest {

  private static final String FROM = "http://pacs:8042/dicom-web";
  private static final String TO = "https://ct.example.org/dicom-web";
  private static final String TEXT =
      "[{\"url\":\"" + FROM + "/studies/1\"},{\"x\":\"http://pacs\"},\"" + FROM + FROM + "\"]";

  private static String rewritten(String text, int piece) {
    UrlRewriter urls = new UrlRewriter(FROM, TO);
    Buffer out = Buffer.buffer();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      out.appendBuffer(
          urls.accept(Buffer.buffer().appendBytes(bytes, at, Math.min(piece, bytes.length - at))));
    }
    return out.appendBuffer(urls.end()).toString();
  }

  @Property
  void replacesEveryPrefixHoweverTheBytesAreCut(@ForAll @IntRange(min = 1, max = 200) int piece) {
    assertThat(rewritten(TEXT, piece)).isEqualTo(TEXT.replace(FROM, TO));
  }

  @Test
  void keepsOtherBytesAsTheyAre() {
    assertThat(rewritten("Müller http://pacs:8042/dicom", 3))
        .isEqualTo("Müller http://pacs:8042/dicom");
  }
}
