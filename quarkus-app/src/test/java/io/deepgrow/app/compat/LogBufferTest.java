package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogBufferTest {

  private final LogBuffer buffer = new LogBuffer();

  @Test
  void textWithLineBreaksForgesNoLineOfItsOwn() {
    buffer.add("first\r\n2026-01-01 INFO all is well");

    assertThat(buffer.last(10)).containsExactly("first 2026-01-01 INFO all is well");
  }

  @Test
  void theNewestLinesStay() {
    for (int n = 0; n < 1005; n++) {
      buffer.add("line " + n);
    }

    assertThat(buffer.last(5000)).hasSize(1000).startsWith("line 5").endsWith("line 1004");
    assertThat(buffer.last(-1)).isEmpty();
  }
}
