package io.deepgrow.training.prepare.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Parts patients, never patches of one patient, into training and validation. */
final class GroupSplit {

  private GroupSplit() {}

  /**
   * The groups to train on: {@code ⌊fraction·n + ½⌋} of n, but neither side empty when there are
   * two and the fraction is not 0 or 1. The same groups and seed give the same answer.
   */
  static Set<String> training(Collection<String> groups, double fraction, long seed) {
    List<String> shuffled = new ArrayList<>(new TreeSet<>(groups));
    int n = shuffled.size();
    // not Seeds: a patient held out by a seed stays so when the dataset is prepared again
    Random random = new Random(seed);
    for (int at = n - 1; at > 0; at--) {
      Collections.swap(shuffled, at, random.nextInt(at + 1));
    }
    int count = (int) Math.min(n, Math.floor(fraction * n + 0.5));
    if (n > 1 && fraction > 0 && fraction < 1) {
      count = Math.min(n - 1, Math.max(1, count));
    }
    return new TreeSet<>(shuffled.subList(0, count));
  }
}
