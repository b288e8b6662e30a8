package io.deepgrow.app.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKeysTest {

  private final RequestKeys keys = new RequestKeys();

  @Test
  void aRequestMayComeWithoutAKey() {
    assertThat(keys.of("session", "click 1", Map.of(), null)).isEmpty();
  }

  @Test
  void theSameRequestInAnotherOrderIsTheSame() {
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Integer> other = new LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);

    assertThat(keys.of("session", "click 1", one, "!~k"))
        .isEqualTo(keys.of("session", "click 1", other, "!~k"))
        .isNotEqualTo(keys.of("session", "click 2", other, "!~k"))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\t", "ä", "a\u0000", "k\u2028"})
  void whatIsNoKeyIsRefused(String key) {
    assertThatThrownBy(() -> keys.of("session", "click 1", Map.of(), key))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
  }

  @Test
  void aKeyHasAtMost120Characters() {
    assertThat(RequestKeys.checked("k".repeat(120))).isNotNull();
    assertThatThrownBy(() -> RequestKeys.checked("k".repeat(121)))
        .hasMessageContaining("120 visible");
  }
}
