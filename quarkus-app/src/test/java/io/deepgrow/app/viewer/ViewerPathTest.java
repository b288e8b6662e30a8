package io.deepgrow.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/models",
        "/q/health",
        "/dicom-web/studies/1.2.3",
        "/v1/models",
        "/info/",
        "/infer/deepgrow",
        "/session",
        "/auth/token"
      })
  void leavesTheApiAlone(String path) {
    assertThat(ViewerPath.of(path)).isEqualTo(ViewerPath.API);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app.bundle.js", "/assets/none.png", "/deepgrow-extension/tool.js"})
  void knowsFilesByTheirDot(String path) {
    assertThat(ViewerPath.of(path)).isEqualTo(ViewerPath.ASSET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/deepgrow", "/deepgrow/dicomweb", "/apis", "/sessions", "/queue"})
  void leavesOtherPathsToTheViewer(String path) {
    assertThat(ViewerPath.of(path)).isEqualTo(ViewerPath.PAGE);
  }
}
