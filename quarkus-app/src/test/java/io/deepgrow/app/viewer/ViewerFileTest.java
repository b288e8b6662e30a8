package io.deepgrow.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerFileTest {

  @ParameterizedTest
  @CsvSource({
    "app.bundle.0f6159c501addfe9.js, text/javascript; charset=utf-8, true",
    "0ddf166f7a343eda.wasm, application/wasm, true",
    "a34f9d1faa5f3315.woff2, font/woff2, true",
    "index.html, text/html; charset=utf-8, false",
    "app.bundle.css, text/css; charset=utf-8, false",
    "deepgrow-extension/tool.js, text/javascript; charset=utf-8, false",
    "assets/favicon.ico, image/x-icon, false",
    "LICENSE.ohif.txt, text/plain; charset=utf-8, false"
  })
  void keepsOnlyHashedNamesForGood(String name, String type, boolean immutable) {
    ViewerFile file = new ViewerFile(name, true);
    assertThat(file.contentType()).isEqualTo(type);
    assertThat(file.cacheControl().contains("immutable")).isEqualTo(immutable);
    assertThat(file.resource()).isEqualTo("viewer/" + name + ".gz");
  }
}
