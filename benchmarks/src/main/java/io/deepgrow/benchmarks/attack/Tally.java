package io.deepgrow.benchmarks.attack;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The answers to one attack, counted, and the bounds that some of them broke. */
final class Tally {

  private static final int MOST_FAULTS = 8;

  private final boolean pacsIsBad;
  private final Map<String, Integer> statuses = new TreeMap<>();
  private final Set<String> faults = new TreeSet<>();
  private int sent;

  /**
   * Nothing yet.
   *
   * @param pacsIsBad whether the PACS misbehaves, so that 502 and 504 may say so
   */
  Tally(boolean pacsIsBad) {
    this.pacsIsBad = pacsIsBad;
  }

  synchronized void sent(int requests) {
    sent += requests;
  }

  /** An answer; its body is looked at for the code of an error only. */
  synchronized void answered(int status, String body) {
    statuses.merge(Integer.toString(status), 1, Integer::sum);
    Bounds.status(status, body, pacsIsBad).ifPresent(this::fault);
  }

  /** What a bare connection got: an answer, the end of the connection, or nothing so far. */
  synchronized void answered(Wire wire) {
    if (wire.status() > 0) {
      answered(wire.status(), wire.text());
    } else {
      statuses.merge(wire.ended() ? "hung up" : "none", 1, Integer::sum);
    }
  }

  /** Something that must not happen, in words. */
  synchronized void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }

  synchronized int sent() {
    return sent;
  }

  synchronized Set<String> faults() {
    return new TreeSet<>(faults);
  }

  /** Such as {@code 200×40 503×2}. */
  synchronized String statuses() {
    return statuses.entrySet().stream()
        .map(e -> e.getKey() + "×" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
