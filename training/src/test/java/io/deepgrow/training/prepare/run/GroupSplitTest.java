package io.deepgrow.training.prepare.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupSplitTest {

  private static List<String> groups(int n) {
    List<String> groups = new ArrayList<>();
    for (int g = 0; g < n; g++) {
      groups.add("patient " + g);
    }
    return groups;
  }

  @Property
  void leavesNeitherSideEmptyAndForgetsNobody(
      @ForAll @IntRange(min = 2, max = 60) int n,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double fraction,
      @ForAll long seed) {
    Set<String> training = GroupSplit.training(groups(n), fraction, seed);

    assertThat(training.size()).isBetween(1, n - 1);
    assertThat((double) training.size()).isBetween(fraction * n - 1, fraction * n + 1);
    assertThat(groups(n)).containsAll(training);
  }

  @Property
  void dependsOnGroupsAndSeedOnly(@ForAll long seed) {
    List<String> groups = groups(20);
    List<String> other = new ArrayList<>(groups);
    other.addAll(groups.subList(3, 9));
    Collections.shuffle(other, new Random(seed));

    assertThat(GroupSplit.training(other, 0.7, seed))
        .isEqualTo(GroupSplit.training(groups, 0.7, seed));
  }

  @Test
  void shufflesBySeed() {
    assertThat(GroupSplit.training(groups(20), 0.5, 1))
        .isNotEqualTo(GroupSplit.training(groups(20), 0.5, 2));
  }

  @Test
  void canTakeAllOrNone() {
    assertThat(GroupSplit.training(groups(5), 1, 42)).isEqualTo(new TreeSet<>(groups(5)));
    assertThat(GroupSplit.training(groups(5), 0, 42)).isEmpty();
    assertThat(GroupSplit.training(groups(1), 0.9, 42)).hasSize(1);
    assertThat(GroupSplit.training(groups(0), 0.9, 42)).isEmpty();
  }
}
