package io.deepgrow.benchmarks.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.benchmarks.Percentiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {

  private static final Vitals BEFORE = new Vitals(200L << 20, 60, 150, 3, 5);

  @ParameterizedTest
  @CsvSource({
    "200, false, true",
    "404, false, true",
    "503, false, true",
    "507, false, true",
    "500, false, false",
    "500, true, false",
    "502, false, false",
    "502, true, true",
    "504, true, true"
  })
  void onlyAnswersThatAreNobodysFaultAreHeld(int status, boolean pacsIsBad, boolean held) {
    assertThat(Bounds.status(status, "{\"code\":\"pacs.timeout\"}", pacsIsBad).isEmpty())
        .isEqualTo(held);
  }

  @Test
  void aGatewaysErrorWithoutTheCodeOfThePacsIsBroken() {
    assertThat(Bounds.status(502, "Bad Gateway", true)).contains("the service answered 502");
  }

  @Test
  void clicksStayBelowThreeTimesTheUndisturbedOnes() {
    Percentiles calm = new Percentiles(100, 200);

    assertThat(Bounds.clicks(calm, new Percentiles(400, 599))).isEmpty();
    assertThat(Bounds.clicks(calm, new Percentiles(100, 600)))
        .contains("the p95 of others' clicks was 600 ms, 3.0 × the undisturbed 200 ms");
  }

  @Test
  void whatComesBackToNearItsValueIsNoLeak() {
    assertThat(Bounds.leaks(BEFORE, new Vitals(240L << 20, 70, 180, 5, 5))).isEmpty();
    assertThat(Bounds.leaks(BEFORE, new Vitals(0, 0, 0, 0, 0))).isEmpty();
  }

  @Test
  void everythingThatStaysIsNamed() {
    assertThat(Bounds.leaks(BEFORE, new Vitals(300L << 20, 200, 450, 300, 10)))
        .containsExactly(
            "300 MB of heap after 200 before",
            "200 threads after 60 before",
            "450 open files after 150 before",
            "300 connections after 3 before",
            "10 temporary files after 5 before");
  }
}
