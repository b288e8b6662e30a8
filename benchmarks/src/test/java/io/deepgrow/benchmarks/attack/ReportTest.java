package io.deepgrow.benchmarks.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.benchmarks.Percentiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Percentiles CALM = new Percentiles(100, 200);
  private static final Vitals REST = new Vitals(200L << 20, 60, 150, 3, 5);

  /** An attack of this name, which may be left out. */
  private record Named(String name, String leftOutBecause) implements Attack {
    @Override
    public void run(Tally tally, Progress progress) {
      progress.underWay();
    }
  }

  private static Outcome outcome(String left, double millis) {
    Outcome outcome = new Outcome(new Named("knocking", left));
    if (left.isEmpty()) {
      outcome.tally().sent(42);
      outcome.tally().answered(200, "");
      outcome.add(List.of(millis), REST);
    }
    return outcome;
  }

  private static Report report(Outcome outcome, Vitals after, String... more) {
    Map<String, Vitals> vitals = new LinkedHashMap<>();
    vitals.put("before", REST);
    vitals.put("after round 1", after);
    return new Report(CALM, List.of(outcome), vitals, List.of(more));
  }

  @Test
  void sayPassedWhenEveryBoundHeld() {
    String text = report(outcome("", 150), REST).text();

    assertThat(text).contains("| knocking | 42 | 200×1 | 150 | 150 | 0.8 | 200 | 60 | 150 |");
    assertThat(text.lines().reduce((a, b) -> b)).contains("PASSED");
  }

  @Test
  void everyBrokenBoundIsASentenceOfTheVerdict() {
    Outcome slow = outcome("", 900);
    slow.tally().answered(500, "");
    String text = report(slow, new Vitals(200L << 20, 300, 150, 3, 5), "it ended").text();

    assertThat(text.lines().reduce((a, b) -> b).orElseThrow())
        .startsWith("FAILED: knocking: the service answered 500; knocking: the p95")
        .contains("after round 1: 300 threads after 60 before; it ended");
  }

  @Test
  void anAttackThatWasLeftOutIsNamedAndNotCalledHeld() {
    String text = report(outcome("nothing can be mounted", 0), REST).text();

    assertThat(text).contains("| knocking | 0 |  | left out | | | | | |");
    assertThat(text).contains("Left out: knocking; nothing can be mounted.");
  }

  @Test
  void heapIsAddedUpWhateverTheCollector() {
    String parallel =
        """
         def new generation   total 78656K, used 1000K [0x1, 0x2, 0x3)
         tenured generation   total 174784K, used 24K [0x1, 0x2, 0x3)
         Metaspace       used 104K, committed 320K, reserved 1056768K
        """;
    String g1 = " garbage-first heap   total 262144K, used 2048K [0x1, 0x2)\n";

    assertThat(VitalsProbe.heapOf(parallel)).isEqualTo(1024 << 10);
    assertThat(VitalsProbe.heapOf(g1)).isEqualTo(2048 << 10);
  }

  @Test
  void warningsAreCountedByWhatTheySay() {
    String log =
        """
        2026-11-28 10:00:00,1 WARN  [io.x] (a) session 17 failed
        2026-11-28 10:00:01,1 WARN  [io.x] (a) session 18 failed
        2026-11-28 10:00:01,1 INFO  [io.x] (a) fine
        """;

    assertThat(Report.warnings(log)).isEqualTo("log, 2 ×: WARN  [io.x] (a) session # failed\n");
  }
}
