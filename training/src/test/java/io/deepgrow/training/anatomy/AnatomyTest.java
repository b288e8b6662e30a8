package io.deepgrow.training.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnatomyTest {

  private static final int EDGE = 64;
  private static final double CUBE = 480;
  private static final BodyGrid GRID = BodyGrid.cube(new Point(0, 0, 0), CUBE, EDGE);

  /** A body, and the part at each voxel. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Seen(Anatomy body, short[] parts) {

    static Seen of(long seed) {
      Random random = new Random(seed);
      Anatomy body = Anatomy.random(random);
      return new Seen(body, new AnatomyRenderer(body, random).render(GRID));
    }

    List<Integer> voxels(String structure) {
      boolean[] belongs = body.belongs(structure);
      return IntStream.range(0, parts.length).filter(v -> belongs[parts[v]]).boxed().toList();
    }

    double litres(String structure) {
      return voxels(structure).size() * Math.pow(CUBE / EDGE, 3) / 1e6;
    }

    /** Mean index of a structure along an axis: 0 to the left, 1 to the back, 2 to the head. */
    double middle(String structure, int axis) {
      return voxels(structure).stream()
          .mapToInt(v -> axis == 0 ? v % EDGE : axis == 1 ? v / EDGE % EDGE : v / EDGE / EDGE)
          .average()
          .orElseThrow();
    }
  }

  private static List<Seen> some() {
    return IntStream.range(0, 6).mapToObj(Seen::of).toList();
  }

  @Test
  void organsHaveTheSizesOfPeople() {
    for (Seen seen : some()) {
      assertThat(seen.litres("liver")).isBetween(0.5, 3.5);
      assertThat(seen.litres("spleen")).isBetween(0.04, 0.8);
      assertThat(seen.litres("stomach")).isBetween(0.03, 1.2);
      assertThat(seen.litres("left lung")).isBetween(0.7, 5.0);
      assertThat(seen.litres("aorta")).isBetween(0.03, 0.4);
    }
  }

  @Test
  void organsLieWhereTheyBelong() {
    for (Seen seen : some()) {
      assertThat(seen.middle("liver", 0)).isLessThan(seen.middle("spleen", 0));
      assertThat(seen.middle("stomach", 1)).isLessThan(seen.middle("aorta", 1));
      assertThat(seen.middle("aorta", 1)).isLessThan(seen.middle("vertebra", 1));
      assertThat(seen.middle("colon", 2)).isLessThan(seen.middle("left lung", 2));
    }
  }

  @Test
  void aStomachHoldsMoreThanOneTissueInMostBodies() {
    int mixed = 0;
    List<Seen> bodies = some();
    for (Seen seen : bodies) {
      long tissues =
          seen.voxels("stomach").stream()
              .map(v -> seen.body().parts().get(seen.parts()[v]).tissue())
              .distinct()
              .count();
      mixed += tissues > 1 ? 1 : 0;
    }
    assertThat(mixed).isGreaterThanOrEqualTo(bodies.size() - 2);
  }

  @Test
  void organsNeverCoverBone() {
    for (Seen seen : some()) {
      List<Part> parts = seen.body().parts();
      Anatomy trunk = new Anatomy();
      parts.stream()
          .takeWhile(part -> !part.structure().endsWith("lung"))
          .forEach(trunk.parts()::add);
      short[] bare = new AnatomyRenderer(trunk, posture(seen)).render(GRID);
      short[] whole = new AnatomyRenderer(seen.body(), posture(seen)).render(GRID);
      for (int v = 0; v < bare.length; v++) {
        Part before = parts.get(bare[v]);
        if (before.tissue() == Tissue.CORTEX) {
          assertThat(parts.get(whole[v]).structure()).isIn(before.structure(), "mass", "implant");
        }
      }
    }
  }

  private static Random posture(Seen seen) {
    return new Random(seen.parts().length);
  }

  @Test
  void theSameSeedGivesTheSameVoxels() {
    Seen one = Seen.of(11);
    Seen other = Seen.of(11);
    assertThat(one.parts()).isEqualTo(other.parts());
    float[] first = new Appearance(new Random(1), one.body()).of(one.parts(), EDGE, CUBE / EDGE);
    float[] second =
        new Appearance(new Random(1), other.body()).of(other.parts(), EDGE, CUBE / EDGE);
    assertThat(first).isEqualTo(second);
    assertThat(Seen.of(12).parts()).isNotEqualTo(one.parts());
  }

  @Test
  void aFinerGridShowsTheSameBody() {
    Random random = new Random(3);
    Anatomy body = Anatomy.random(random);
    AnatomyRenderer renderer = new AnatomyRenderer(body, random);
    short[] coarse = renderer.render(GRID);
    Point at = GRID.first().plus(20 * CUBE / EDGE, 30 * CUBE / EDGE, 32 * CUBE / EDGE);
    BodyGrid one = new BodyGrid(at, new Point(0.1, 0.1, 0.1), new GridSize(2, 2, 2));
    assertThat(renderer.render(one)[0]).isEqualTo(coarse[GridSize.cube(EDGE).flat(20, 30, 32)]);
  }

  @Test
  void tissuesLookAsOnCt() {
    Seen seen = Seen.of(4);
    List<Double> lung = new ArrayList<>();
    List<Double> fat = new ArrayList<>();
    for (int scan = 0; scan < 8; scan++) {
      float[] ct =
          new Appearance(new Random(scan), seen.body()).of(seen.parts(), EDGE, CUBE / EDGE);
      lung.add(mean(ct, seen.voxels("left lung")));
      fat.add(mean(ct, seen.voxels("fat")));
    }
    lung.sort(null);
    fat.sort(null);
    assertThat(lung.get(4)).isBetween(-900.0, -650.0);
    assertThat(fat.get(4)).isBetween(-140.0, -40.0);
  }

  private static double mean(float[] ct, List<Integer> voxels) {
    return voxels.stream().mapToDouble(v -> ct[v]).average().orElseThrow();
  }
}
