package io.deepgrow.app.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the service is doing. Clicks, sessions, results and queues are of all replicas; parts, steps
 * and memory are of the one that answers.
 *
 * @param parts what it stands on
 * @param clicks those of each of the last sixty minutes, the oldest first
 * @param steps where the time of clicks went in the last ten minutes
 * @param results how many are in each state that is not the end
 * @param sessions how many are in each state but closed
 */
public record Overview(
    Instant at,
    String release,
    List<Part> parts,
    List<Minute> clicks,
    List<Step> steps,
    Map<String, Long> results,
    Map<String, Long> sessions,
    List<Queue> queues,
    Memory memory) {

  /**
   * Something the service stands on.
   *
   * @param data what else is known of it
   */
  public record Part(String name, boolean up, Map<String, String> data) {}

  /** How many clicks were made in a minute. */
  public record Minute(Instant begin, long clicks) {}

  /**
   * A step of a click, or the whole.
   *
   * @param count since the start
   * @param p50Millis the median; NaN when there was none lately
   * @param p95Millis nineteen of twenty were faster
   */
  public record Step(String name, long count, double p50Millis, double p95Millis) {}

  /**
   * Work of one kind in the background.
   *
   * @param oldestSeconds how long the oldest has been due
   * @param dead what was given up for good
   */
  public record Queue(String kind, long waiting, long running, double oldestSeconds, long dead) {}

  /** Bytes of memory, of series in it, and of room on the disk for uploads. */
  public record Memory(long heapUsed, long heapMost, long series, long diskFree) {}
}
