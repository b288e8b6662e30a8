package io.deepgrow.inference.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptTest {

  private static final GridSize SIZE = new GridSize(60, 50, 40);

  /** Tilted, with slices further apart than rows. */
  private static final VolumeGeometry GRID =
      new VolumeGeometry(
          SIZE,
          new Spacing(1, 1, 2),
          new PatientPoint(-20, 7, 3),
          new Direction(new Vector3(0.8, 0.6, 0), new Vector3(-0.6, 0.8, 0), new Vector3(0, 0, 1)));

  /** A bright ball of radius 10 mm about (20, 25, 15) in grey. */
  private static final Volume BALL = ball(20, 25, 15, 10);

  private static Volume ball(int i, int j, int k, double radius) {
    short[] voxels = new short[SIZE.arrayLength()];
    for (int n = 0; n < voxels.length; n++) {
      VoxelIndex at = SIZE.voxel(n);
      double r = Math.hypot(Math.hypot(at.i() - i, at.j() - j), 2.0 * (at.k() - k));
      voxels[n] = (short) (r <= radius ? 200 : 0);
    }
    return Volume.of(GRID, voxels);
  }

  private static PatientPoint at(double i, double j, double k) {
    return GRID.toPatient(new ContinuousIndex(i, j, k));
  }

  private static Prompt prompt(PromptShape kind, PatientPoint... points) {
    return new Prompt(kind, ClickKind.POSITIVE, ClickExtent.VOLUME, List.of(points));
  }

  private static List<VoxelIndex> places(Prompt prompt, ClickKind kind) {
    return prompt.clicks(BALL).stream()
        .filter(click -> click.kind() == kind)
        .map(Click::voxel)
        .toList();
  }

  @Test
  void clicksAShortScribbleOnceInItsMiddle() {
    Prompt scribble = prompt(PromptShape.SCRIBBLE, at(10, 10, 5), at(20, 10, 5));

    assertThat(scribble.clicks(BALL)).containsExactly(Click.positive(15, 10, 5));
  }

  @Test
  void clicksALongerScribbleEvery15MmFromItsMiddleOn() {
    Prompt scribble = prompt(PromptShape.SCRIBBLE, at(5, 10, 5), at(20, 10, 5), at(50, 10, 5));

    assertThat(places(scribble, ClickKind.POSITIVE))
        .containsExactly(
            new VoxelIndex(28, 10, 5), new VoxelIndex(13, 10, 5), new VoxelIndex(43, 10, 5));
  }

  @Test
  void clicksASingleDotOnce() {
    assertThat(prompt(PromptShape.SCRIBBLE, at(3, 4, 5)).clicks(BALL))
        .containsExactly(Click.positive(3, 4, 5));
  }

  @Test
  void takesTheMiddleOfAVeryLongScribbleOnly() {
    List<PatientPoint> line = List.of(new PatientPoint(0, 0, 0), new PatientPoint(400, 0, 0));

    assertThat(new ScribbleRule(line).places())
        .extracting(place -> Math.round(place.x()))
        .containsExactly(185L, 155L, 215L, 245L);
  }

  @Test
  void clicksALassoWhereItIsDeepest() {
    Prompt lasso =
        prompt(PromptShape.LASSO, at(10, 10, 8), at(30, 10, 8), at(30, 30, 8), at(10, 30, 8));

    VoxelIndex first = places(lasso, ClickKind.POSITIVE).get(0);
    assertThat(first.k()).isEqualTo(8);
    assertThat(first.i()).isBetween(19, 21);
    assertThat(first.j()).isBetween(19, 21);
  }

  @Test
  void clicksInsideACrescentThoughItsMiddleIsOutside() {
    List<PatientPoint> line = new ArrayList<>();
    for (int n = -6; n <= 6; n++) {
      line.add(at(30 + 18 * Math.cos(n / 4.0), 25 + 18 * Math.sin(n / 4.0), 8));
    }
    for (int n = 6; n >= -6; n--) {
      line.add(at(30 + 10 * Math.cos(n / 4.0), 25 + 10 * Math.sin(n / 4.0), 8));
    }
    Prompt lasso = new Prompt(PromptShape.LASSO, ClickKind.POSITIVE, ClickExtent.VOLUME, line);

    assertThat(lasso.clicks(BALL))
        .hasSize(3)
        .allSatisfy(
            click ->
                assertThat(Math.hypot(click.voxel().i() - 30, click.voxel().j() - 25))
                    .isBetween(10.0, 18.0));
  }

  @Test
  void takesAwayWithALassoAndAScribble() {
    for (PromptShape kind : List.of(PromptShape.SCRIBBLE, PromptShape.LASSO)) {
      List<PatientPoint> line = List.of(at(10, 10, 8), at(30, 10, 8), at(30, 30, 8));
      Prompt drawn = new Prompt(kind, ClickKind.NEGATIVE, ClickExtent.SLICE, line);

      assertThat(drawn.clicks(BALL))
          .isNotEmpty()
          .allSatisfy(click -> assertThat(click.kind()).isEqualTo(ClickKind.NEGATIVE))
          .allSatisfy(click -> assertThat(click.extent()).isEqualTo(ClickExtent.SLICE));
    }
  }

  @Test
  void clicksWithinTheBrightThingOfABoxAndOutsideOfItsFaces() {
    Prompt box = prompt(PromptShape.BOX, at(10, 15, 10), at(30, 35, 20));

    assertThat(places(box, ClickKind.POSITIVE))
        .allSatisfy(v -> assertThat(BALL.at(v)).isEqualTo((short) 200));
    assertThat(places(box, ClickKind.POSITIVE).get(0)).isEqualTo(new VoxelIndex(20, 25, 15));
    assertThat(places(box, ClickKind.NEGATIVE))
        .hasSize(4)
        .noneMatch(
            v ->
                v.i() >= 10
                    && v.i() <= 30
                    && v.j() >= 15
                    && v.j() <= 35
                    && v.k() >= 10
                    && v.k() <= 20);
  }

  @Test
  void findsAThingThatLiesOffTheMiddleOfItsBox() {
    Volume off = ball(26, 25, 15, 10);
    Prompt box = prompt(PromptShape.BOX, at(12, 15, 10), at(36, 35, 20));

    assertThat(box.clicks(off).get(0).voxel().i()).isEqualTo(26);
  }

  @Test
  void keepsABoxInOneSliceFlat() {
    Prompt box = prompt(PromptShape.BOX, at(10, 15, 15), at(30, 35, 15));

    assertThat(box.clicks(BALL)).allSatisfy(click -> assertThat(click.voxel().k()).isEqualTo(15));
    assertThat(places(box, ClickKind.POSITIVE).get(0)).isEqualTo(new VoxelIndex(20, 25, 15));
    assertThat(places(box, ClickKind.NEGATIVE)).hasSize(4);
  }

  @Test
  void readsABoxFromAnyTwoOppositeCorners() {
    List<Click> expected = prompt(PromptShape.BOX, at(10, 15, 10), at(30, 35, 20)).clicks(BALL);

    assertThat(prompt(PromptShape.BOX, at(30, 15, 20), at(10, 35, 10)).clicks(BALL))
        .isEqualTo(expected);
  }

  @Test
  void cutsABoxAtTheBorderOfTheVolume() {
    Prompt box = prompt(PromptShape.BOX, at(-500, -500, -500), at(500, 500, 500));

    assertThat(box.clicks(BALL))
        .isNotEmpty()
        .allSatisfy(click -> assertThat(click.isPositive()).isTrue())
        .allSatisfy(click -> assertThat(GRID.contains(click.voxel())).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatLiesOutsideTheVolume(PromptShape kind) {
    List<PatientPoint> away = List.of(at(90, 90, 90), at(99, 95, 90), at(95, 99, 90));
    Prompt prompt =
        new Prompt(kind, ClickKind.POSITIVE, ClickExtent.VOLUME, away.subList(0, kind.fewest()));

    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(() -> prompt.clicks(BALL))
        .matches(e -> e.code().equals("click.outside_volume"));
  }

  @ParameterizedTest
  @EnumSource
  void refusesTooFewAndTooManyPoints(PromptShape kind) {
    for (int count : new int[] {kind.fewest() - 1, kind.most() + 1}) {
      List<PatientPoint> points = Collections.nCopies(count, at(1, 1, 1));

      assertThatExceptionOfType(InferenceException.class)
          .isThrownBy(() -> new Prompt(kind, ClickKind.POSITIVE, ClickExtent.VOLUME, points))
          .withMessageContaining("points, not " + count);
    }
  }

  @Test
  void refusesWhatIsNoNumberAndABoxThatTakesAway() {
    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(() -> prompt(PromptShape.SCRIBBLE, new PatientPoint(Double.NaN, 0, 0)))
        .withMessageContaining("finite");
    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(
            () ->
                new Prompt(
                    PromptShape.BOX,
                    ClickKind.NEGATIVE,
                    ClickExtent.VOLUME,
                    List.of(at(1, 1, 1), at(2, 2, 2))))
        .withMessageContaining("BOX");
  }

  /**
   * Whatever is drawn: few clicks, each in a voxel of its own in the volume, the same every time.
   */
  @ParameterizedTest
  @EnumSource
  void givesFewClicksWithinTheVolumeForWhateverIsDrawn(PromptShape kind) {
    Random random = new Random(7);
    for (int trial = 0; trial < 300; trial++) {
      int count = Math.min(kind.most(), kind.fewest() + random.nextInt(40));
      List<PatientPoint> points = new ArrayList<>();
      points.add(at(random.nextInt(SIZE.i()), random.nextInt(SIZE.j()), random.nextInt(SIZE.k())));
      double k = 40 * random.nextDouble();
      while (points.size() < count) {
        points.add(at(90 * random.nextDouble() - 15, 80 * random.nextDouble() - 15, k));
      }
      Prompt prompt = new Prompt(kind, ClickKind.POSITIVE, ClickExtent.VOLUME, points);
      List<Click> clicks;
      try {
        clicks = prompt.clicks(BALL);
      } catch (InferenceException e) {
        assertThat(e.code()).isEqualTo("click.outside_volume");
        continue;
      }
      assertThat(clicks).hasSizeBetween(1, Prompt.MOST_CLICKS).isEqualTo(prompt.clicks(BALL));
      assertThat(clicks).extracting(Click::voxel).doesNotHaveDuplicates();
      assertThat(clicks).allMatch(click -> GRID.contains(click.voxel()));
      assertThat(clicks.get(0).isPositive()).isTrue();
    }
  }
}
