package io.deepgrow.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeedsTest {

  private static final Seeds CLICKS = Seeds.of(1, "clicks");
  private static final int DRAWS = 10_000;

  /** Correlation of each first draw with the next; some 1/√n by chance. */
  private static double correlation(LongFunction<Seeds> seeds) {
    double[] first =
        LongStream.range(0, DRAWS)
            .mapToDouble(n -> seeds.apply(n).random().nextDouble() - 0.5)
            .toArray();
    double together = 0;
    for (int n = 1; n < DRAWS; n++) {
      together += first[n] * first[n - 1];
    }
    return together / DoubleStream.of(first).map(d -> d * d).sum();
  }

  @Test
  void neighboursDrawIndependentlyAlongEveryCoordinate() {
    List<LongFunction<Seeds>> lines =
        List.of(
            seed -> Seeds.of(seed, "clicks").at(0).at(0).at(0),
            step -> CLICKS.at(step).at(0).at(1),
            slot -> CLICKS.at(7).at(slot).at(1),
            use -> CLICKS.at(7).at(3).at(use),
            all -> CLICKS.at(all / 100).at(all / 4 % 25).at(all % 4));
    for (LongFunction<Seeds> line : lines) {
      assertThat(correlation(line)).isBetween(-0.04, 0.04);
    }
  }

  @Test
  void theSlotsOfAStepAreSpreadOut() {
    for (int step = 0; step < 20; step++) {
      Seeds at = CLICKS.at(step);
      DoubleStream draws =
          LongStream.range(0, 64).mapToDouble(slot -> at.at(slot).at(2).random().nextDouble());
      assertThat(draws.summaryStatistics().getMin()).isLessThan(0.2);
      assertThat(at.at(0).at(2).random().nextDouble())
          .isNotEqualTo(at.at(16).at(2).random().nextDouble());
    }
  }

  @Test
  void noTwoCoordinatesShareAGenerator() {
    Set<Long> values = new HashSet<>();
    int count = 0;
    for (int seed = 0; seed < 4; seed++) {
      for (int step = 0; step < 300; step++) {
        for (int slot = 0; slot < 70; slot++) {
          for (int use = 1; use <= 3; use++) {
            values.add(Seeds.of(seed, "clicks").at(step).at(slot).at(use).value());
            count++;
          }
        }
      }
    }
    assertThat(values).hasSize(count);
  }

  @Test
  void purposesAndTheOrderOfCoordinatesMatter() {
    List<Long> values = new ArrayList<>();
    for (String purpose : List.of("", "a", "b", "ab", "ba", "aa")) {
      values.add(Seeds.of(1, purpose).value());
      values.add(Seeds.of(1, purpose).at(1).at(2).value());
      values.add(Seeds.of(1, purpose).at(2).at(1).value());
      values.add(Seeds.of(2, purpose).value());
    }
    assertThat(values).doesNotHaveDuplicates();
  }

  @Test
  void theSameCoordinatesGiveTheSameDraws() {
    assertThat(Seeds.of(3, "clicks").at(5).random().nextLong())
        .isEqualTo(Seeds.of(3, "clicks").at(5).random().nextLong());
  }

  @Test
  void nothingElseMakesAGeneratorOfASeed() throws IOException {
    List<String> others = new ArrayList<>();
    for (String module :
        List.of("src/main/java", "../command-line/src/main/java", "../training/src/main/java")) {
      try (Stream<Path> walk = Files.walk(Path.of(module))) {
        for (Path file : walk.filter(f -> f.toString().endsWith(".java")).toList()) {
          for (String line : Files.readAllLines(file)) {
            if (line.matches(".*new (Splittable)?Random\\(.*") && !line.contains("Seeds.of(")) {
              others.add(file.getFileName().toString());
            }
          }
        }
      }
    }
    // GroupSplit: a patient held out before stays so
    assertThat(others).containsExactlyInAnyOrder("Seeds.java", "Seeds.java", "GroupSplit.java");
  }
}
