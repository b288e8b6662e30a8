package io.deepgrow.benchmarks.attack;

import io.deepgrow.benchmarks.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the service must hold under attack; each broken bound is a sentence. */
final class Bounds {

  /** How many times the undisturbed 95th percentile a click may take. */
  static final double SLOWER = 3;

  private static final long HEAP = 48L << 20;
  private static final int THREADS = 24;
  private static final int FILES = 40;
  private static final int CONNECTIONS = 4;

  /** Some lie there from the first use of something on. */
  private static final int TEMPORARY = 4;

  private Bounds() {}

  /**
   * No 5xx but 503 and 507; and of a gateway whose PACS misbehaves, a 502 or 504 that says so by
   * its code.
   */
  static Optional<String> status(int status, String body, boolean pacsIsBad) {
    boolean gateway =
        pacsIsBad && (status == 502 || status == 504) && body.contains("\"code\":\"pacs.");
    return status < 500 || status == 503 || status == 507 || gateway
        ? Optional.empty()
        : Optional.of("the service answered " + status);
  }

  /** The clicks of others stay below three times the undisturbed 95th percentile. */
  static Optional<String> clicks(Percentiles calm, Percentiles attacked) {
    return attacked.p95() < SLOWER * calm.p95()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the p95 of others' clicks was %.0f ms, %.1f × the undisturbed %.0f ms",
                attacked.p95(),
                attacked.p95() / calm.p95(),
                calm.p95()));
  }

  /** Everything comes back to near what it was. */
  static List<String> leaks(Vitals before, Vitals after) {
    List<String> leaks = new ArrayList<>();
    more(leaks, "MB of heap", before.heapBytes() >> 20, after.heapBytes() >> 20, HEAP >> 20);
    more(leaks, "threads", before.threads(), after.threads(), THREADS);
    more(leaks, "open files", before.files(), after.files(), FILES);
    more(leaks, "connections", before.connections(), after.connections(), CONNECTIONS);
    more(leaks, "temporary files", before.temporary(), after.temporary(), TEMPORARY);
    return leaks;
  }

  private static void more(List<String> leaks, String what, long before, long after, long most) {
    if (after > before + most) {
      leaks.add(after + " " + what + " after " + before + " before");
    }
  }
}
