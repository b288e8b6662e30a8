package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void isReadAsItIsWritten() {
    Cursor cursor = new Cursor(Instant.parse("2026-11-28T21:14:09.584505Z"), new UUID(1, 2));

    assertThat(Cursor.of(cursor.toString())).isEqualTo(cursor);
  }

  @Test
  void nothingIsTheStart() {
    assertThat(Cursor.of(null)).isEqualTo(Cursor.START);
    assertThat(Cursor.of("")).isEqualTo(Cursor.START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "_",
        "2026-11-28T21:14:09Z",
        "2026-11-28T21:14:09Z_x",
        "_00000000-0000-0001-0000-000000000002",
        "+1000000000-12-31T23:59:59Z_00000000-0000-0001-0000-000000000002",
        "-0100-12-31T23:59:59Z_00000000-0000-0001-0000-000000000002"
      })
  void whatNobodyWasGivenIsRefusedByItsName(String text) {
    assertThatThrownBy(() -> Cursor.of(text))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("after is ");
  }
}
