package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyMatcherTest {

  @ParameterizedTest
  @CsvSource({
    "PN, DOE*, Doe^John, true",
    "PN, *john, Doe^John, true",
    "PN, D?e^John, Doe^John, true",
    "PN, Doe, Doe^John, false",
    "LO, a.b, axb, false",
    "LO, A.B, a.b, true",
    "CS, CT, CT, true",
    "CS, CT, MR, false",
    "UI, '1.2,1.3', 1.3, true",
    "UI, '1.2\\1.3', 1.2, true",
    "UI, 1.2, 1.23, false",
    "DA, 20260101, 20260101, true",
    "DA, 20260101-20260131, 20260115, true",
    "DA, 20260101-20260131, 20260201, false",
    "DA, -20260131, 20250101, true",
    "DA, 20260101-, 20251231, false",
    "TM, 1000-1200, 120059.5, true",
    "TM, 1000-1200, 1201, false",
  })
  void matchesAsTheStandardSays(String vr, String key, String value, boolean matches) {
    assertThat(KeyMatcher.of(vr, key).matches(List.of(value))).isEqualTo(matches);
  }

  @Test
  void takesAnEmptyKeyForEverything() {
    assertThat(KeyMatcher.of("LO", "").matches(List.of())).isTrue();
    assertThat(KeyMatcher.of("LO", "*").matches(List.of())).isTrue();
    assertThat(KeyMatcher.of("LO", "x").matches(List.of())).isFalse();
  }

  @Test
  void matchesAnyOfSeveralValues() {
    assertThat(KeyMatcher.of("CS", "SEG").matches(List.of("CT", "SEG"))).isTrue();
  }

  @Test
  void doesNotBlowUpOnManyWildcards() {
    String key = "*a".repeat(12) + "*b";
    assertThat(KeyMatcher.of("LO", key).matches(List.of("a".repeat(64)))).isFalse();
  }
}
