package io.deepgrow.app.compat.session;

import io.deepgrow.inference.click.Click;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which segment a click list goes on with. Clients send no name for what they mark, only all its
 * clicks.
 */
final class Continuation {

  private Continuation() {}

  /**
   * The segment that shares the most clicks with a list, the newest of equal ones; none when the
   * list begins something new.
   *
   * @param live clicks by segment number, rising
   * @param shared whether several people may click under this name: then a list goes on with a
   *     segment only when one holds all clicks of the other, and a list without clicks with none;
   *     for one person alone it takes back a first click
   */
  static OptionalInt segment(Map<Integer, List<Click>> live, List<Click> wanted, boolean shared) {
    Set<Click> asked = new HashSet<>(wanted);
    int best = 0;
    int most = 0;
    for (Map.Entry<Integer, List<Click>> segment : live.entrySet()) {
      int weight = weight(new HashSet<>(segment.getValue()), asked, shared);
      if (weight > 0 && weight >= most) {
        best = segment.getKey();
        most = weight;
      }
    }
    return best == 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** How much speaks for a segment; 0 when the list is not about it. */
  private static int weight(Set<Click> live, Set<Click> asked, boolean shared) {
    if (asked.isEmpty()) {
      return !shared && live.size() == 1 ? 1 : 0;
    }
    Set<Click> both = new HashSet<>(live);
    both.retainAll(asked);
    boolean nested = both.size() == live.size() || both.size() == asked.size();
    return nested || !shared ? both.size() : 0;
  }
}
