package io.deepgrow.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasePathTest {

  private final BasePath prefix = new BasePath("/ct/");

  @Test
  void movesThePagesScriptsAndLinks() {
    String html =
        "<script>window.PUBLIC_URL=\"/\"</script>"
            + "<script src=\"/a.js\"></script><link href=\"/b\">";
    assertThat(prefix.applyTo("index.html", html))
        .isEqualTo(
            "<script>window.PUBLIC_URL=\"/ct/\"</script>"
                + "<script src=\"/ct/a.js\"></script><link href=\"/ct/b\">");
  }

  @Test
  void movesTheChunksOfTheBundleAndFonts() {
    assertThat(prefix.applyTo("x.js", "__webpack_require__.p = \"/\";"))
        .isEqualTo("__webpack_require__.p = \"/ct/\";");
    assertThat(prefix.applyTo("x.css", "src: url(/f.woff2)")).isEqualTo("src: url(/ct/f.woff2)");
  }

  @Test
  void leavesEverythingAtTheRoot() {
    assertThat(new BasePath("/").applyTo("index.html", "href=\"/b\"")).isEqualTo("href=\"/b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ct", "/ct", "ct/", "//", "/a b/", "/\"/", "https://x/"})
  void refusesWhatIsNoPrefix(String path) {
    assertThatThrownBy(() -> new BasePath(path)).isInstanceOf(IllegalArgumentException.class);
  }
}
