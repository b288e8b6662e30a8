package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.patch.CaseResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintWriter(text, true), terminal, clock::get);
  }

  private static CaseResult result(boolean kept) {
    return new CaseResult("c7", List.of(), List.of(), List.of(), kept);
  }

  @Test
  void drawsABarWithTheTimeLeft() {
    ProgressLine line = line(true);
    line.started(4);
    clock.set(90_000_000_000L);
    line.finished(result(false));

    assertThat(text.toString())
        .contains("[..............................] 0/4", "[#######.......................] 1/4")
        .endsWith(", 4 min 30 s left");
  }

  @Test
  void countsOnlyTheTimeOfVolumesThatWereNotKept() {
    ProgressLine line = line(true);
    line.started(4);
    line.finished(result(true));
    assertThat(text.toString()).endsWith("1/4 volumes");
    clock.set(5_000_000_000L);
    line.finished(result(false));

    assertThat(text.toString()).endsWith("2/4 volumes, 10 s left");
  }

  @Test
  void removesTheBarAtTheEnd() {
    ProgressLine line = line(true);
    line.started(1);
    line.finished(result(false));

    assertThat(text.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void writesPlainLinesElsewhere() {
    ProgressLine line = line(false);
    line.started(2);
    line.finished(result(false));
    line.finished(
        new CaseResult(
            "c8",
            List.of(),
            List.of(new Finding("c8", "liver", "label.empty", "No voxel")),
            List.of(new Finding("c8", "", "label.regridded", "Matched")),
            true));

    assertThat(text.toString().lines())
        .containsExactly(
            "[1/2] c7: 0 patches",
            "[2/2] c8: 0 patches, kept",
            "  left out: c8, liver: No voxel [label.empty]",
            "  note: c8: Matched [label.regridded]");
  }
}
