package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The ONNX Runtime that is built in has nobody to report to. */
class SilentRuntimeTest {

  private static final String LIBRARY = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";

  @Test
  void itsLibraryKnowsNoCollectorOfUsageData() throws IOException {
    try (InputStream in = SilentRuntimeTest.class.getResourceAsStream(LIBRARY)) {
      assertThat(in).as(LIBRARY).isNotNull();
      String library = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(library.contains("events.data.microsoft.com")).isFalse();
      assertThat(library.contains("Microsoft/DeveloperTools")).isFalse();
    }
  }
}
