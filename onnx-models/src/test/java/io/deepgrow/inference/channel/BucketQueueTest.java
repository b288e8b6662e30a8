package io.deepgrow.inference.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BucketQueueTest {

  private static final int LARGEST_STEP = 7;

  private final BucketQueue queue = new BucketQueue(LARGEST_STEP);

  @Test
  void hasNothingAtFirst() {
    queue.clear();
    assertThat(queue.next()).isFalse();
  }

  @Property
  void takesCostsInOrder(@ForAll long seed) {
    Random random = new Random(seed);
    PriorityQueue<Integer> expected = new PriorityQueue<>(Comparator.naturalOrder());
    queue.clear();
    queue.add(0, 0, 0);
    expected.add(0);
    int left = 200;
    while (queue.next()) {
      assertThat(queue.cost()).isEqualTo(expected.remove());
      for (int n = random.nextInt(4); n > 0 && left > 0; n--, left--) {
        int cost = queue.cost() + random.nextInt(LARGEST_STEP + 1);
        queue.add(cost, left, n);
        expected.add(cost);
      }
    }
    assertThat(expected).isEmpty();
  }

  @Test
  void keepsTheOrderAmongEqualCosts() {
    queue.clear();
    Deque<Integer> expected = new ArrayDeque<>();
    for (int voxel = 0; voxel < 10_000; voxel++) {
      queue.add(3, voxel, -voxel);
      expected.add(voxel);
    }
    while (queue.next()) {
      int voxel = expected.remove();
      assertThat(queue.voxel()).isEqualTo(voxel);
      assertThat(queue.origin()).isEqualTo(-voxel);
    }
    assertThat(expected).isEmpty();
  }

  @Test
  void forgetsWhatWasLeft() {
    queue.clear();
    queue.add(5, 1, 1);
    queue.clear();
    assertThat(queue.next()).isFalse();
    queue.add(0, 2, 2);
    assertThat(queue.next()).isTrue();
    assertThat(queue.voxel()).isEqualTo(2);
  }
}
