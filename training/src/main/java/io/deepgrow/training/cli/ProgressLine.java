package io.deepgrow.training.cli;

import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.patch.CaseResult;
import io.deepgrow.training.prepare.run.PrepareProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A bar with the time left on a terminal; elsewhere one line a volume. Findings in full. */
final class ProgressLine implements PrepareProgress {

  private static final int WIDTH = 30;
  private static final long SECOND = 1_000_000_000L;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private int cases;
  private int done;
  private int worked;
  private long started;

  ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public void started(int count) {
    cases = count;
    started = nanoTime.getAsLong();
    if (terminal) {
      draw();
    }
  }

  @Override
  public void finished(CaseResult result) {
    done++;
    worked += result.kept() ? 0 : 1;
    if (terminal) {
      out.print(CLEAR);
    } else {
      out.printf(
          "[%d/%d] %s: %s%s%n",
          done, cases, result.caseId(), patches(result), result.kept() ? ", kept" : "");
    }
    for (Finding finding : result.defects()) {
      out.println("  left out: " + finding);
    }
    for (Finding finding : result.warnings()) {
      out.println("  note: " + finding);
    }
    if (terminal && done < cases) {
      draw();
    }
    out.flush();
  }

  private static String patches(CaseResult result) {
    int count = result.records().size();
    return count == 1 ? "1 patch" : count + " patches";
  }

  private void draw() {
    int filled = cases == 0 ? 0 : WIDTH * done / cases;
    out.printf(
        "\r[%s%s] %d/%d volumes%s",
        "#".repeat(filled), ".".repeat(WIDTH - filled), done, cases, left());
    out.flush();
  }

  /** By the mean of the volumes worked on; those kept took no time. */
  private String left() {
    if (worked == 0) {
      return "";
    }
    long nanos = (nanoTime.getAsLong() - started) / worked * (cases - done);
    long seconds = (nanos + SECOND - 1) / SECOND;
    return seconds < 60
        ? String.format(Locale.ROOT, ", %d s left", seconds)
        : String.format(Locale.ROOT, ", %d min %02d s left", seconds / 60, seconds % 60);
  }
}
