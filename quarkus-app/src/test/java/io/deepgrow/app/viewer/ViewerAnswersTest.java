package io.deepgrow.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerAnswersTest {

  private static final String PAGE = "<script>alert(1)</script><script src=\"/app.js\"></script>";

  private final Map<String, byte[]> resources = new HashMap<>();
  private final AtomicInteger readings = new AtomicInteger();

  /** Settings with a base path. */
  private record Below(String basePath) implements ViewerConfig {
    @Override
    public boolean enabled() {
      return true;
    }
  }

  ViewerAnswersTest() {
    resources.put("index.html.gz", packed(PAGE));
    resources.put("app.js.gz", packed("__webpack_require__.p = \"/\";"));
    resources.put("logo.png", new byte[] {1, 2, 3});
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String unpacked(ViewerAnswers.Sent sent) throws IOException {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(sent.bytes().getBytes())).readAllBytes(),
        StandardCharsets.UTF_8);
  }

  private ViewerAnswers answers(String basePath) {
    ViewerFiles files =
        new ViewerFiles(String.join("\n", resources.keySet()) + "\n\n") {
          @Override
          byte[] bytes(ViewerFile file) {
            readings.incrementAndGet();
            return resources.getOrDefault(file.name() + (file.gzip() ? ".gz" : ""), new byte[0]);
          }
        };
    return new ViewerAnswers(files, new Below(basePath));
  }

  private ViewerAnswers.Sent sent(String basePath, String path) {
    return answers(basePath).find(path).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/viewer", "/segmentation/1"})
  void everyPageIsTheIndexPageUnpacked(String path) {
    ViewerAnswers.Sent sent = sent("/", path);

    assertThat(sent.file().name()).isEqualTo("index.html");
    assertThat(sent.gzip()).isFalse();
    assertThat(sent.bytes().toString()).isEqualTo(PAGE);
  }

  @Test
  void aFileGoesOutAsItIsKept() {
    assertThat(sent("/", "/app.js").bytes().getBytes()).isEqualTo(resources.get("app.js.gz"));
    assertThat(sent("/", "/app.js").gzip()).isTrue();
    assertThat(sent("/", "/logo.png").bytes().getBytes()).containsExactly(1, 2, 3);
    assertThat(sent("/", "/logo.png").gzip()).isFalse();
  }

  @Test
  void aFileThatThereIsNotIsNotThePage() {
    assertThat(answers("/").find("/missing.js")).isEmpty();
    assertThat(answers("/").find("/app.js.gz")).isEmpty();
    assertThat(answers("/").find("/../application.properties")).isEmpty();
  }

  @Test
  void belowAPrefixPagesAndScriptsAreMovedAndImagesAreNot() throws IOException {
    assertThat(sent("/ct/", "/").bytes().toString()).contains("src=\"/ct/app.js\"");
    ViewerAnswers.Sent script = sent("/ct/", "/app.js");
    assertThat(script.gzip()).isTrue();
    assertThat(unpacked(script)).isEqualTo("__webpack_require__.p = \"/ct/\";");
    assertThat(sent("/ct/", "/logo.png").bytes().getBytes()).containsExactly(1, 2, 3);
  }

  @Test
  void theTagOfAFileChangesWithItsBytes() {
    String before = sent("/", "/logo.png").etag();
    String page = sent("/", "/").etag();
    resources.put("logo.png", new byte[] {1, 2, 4});

    assertThat(sent("/", "/logo.png").etag()).isNotEqualTo(before).matches("\"[0-9a-f]{8}-3\"");
    assertThat(sent("/ct/", "/").etag()).isNotEqualTo(page);
  }

  @Test
  void eachFileIsReadOnceForAllWhoFetchIt() {
    ViewerAnswers answers = answers("/");
    int begun = readings.get();

    for (int n = 0; n < 5; n++) {
      answers.find("/app.js");
    }

    assertThat(readings.get() - begun).isEqualTo(1);
  }

  @Test
  void thePolicyIsThatOfThePageAsItIsSent() {
    assertThat(answers("/").policy()).contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF");
    resources.clear();
    assertThat(answers("/").policy()).contains("script-src 'self'").doesNotContain("sha256");
    assertThat(answers("/").isBuilt()).isFalse();
    assertThat(answers("/").find("/")).isEmpty();
  }

  @Test
  void aDamagedFileIsNamed() {
    ViewerAnswers answers = answers("/ct/");
    resources.put("app.js.gz", new byte[] {1, 2, 3});

    assertThatThrownBy(() -> answers.find("/app.js"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("app.js is damaged");
  }
}
