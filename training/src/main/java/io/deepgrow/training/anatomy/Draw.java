package io.deepgrow.training.anatomy;

import java.util.Random;

/** Random numbers as an anatomy wants them. */
final class Draw {

  private final Random random;

  Draw(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** A value and its usual deviation, no more than twice that. */
  double about(double value, double deviation) {
    return value + deviation * Math.max(-2, Math.min(2, random.nextGaussian()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A point about another one. */
  Point near(Point point, double deviation) {
    return new Point(
        about(point.x(), deviation), about(point.y(), deviation), about(point.z(), deviation));
  }
}
