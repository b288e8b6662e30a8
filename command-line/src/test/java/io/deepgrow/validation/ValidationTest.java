package io.deepgrow.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(20, 20, 10), Spacing.isotropic(2));

  private static ValidationCase item(String image) {
    Mask truth = Mask.empty(GRID);
    for (int k = 2; k < 8; k++) {
      for (int j = 5; j < 15; j++) {
        for (int i = 4; i < 14; i++) {
          truth.set(new VoxelIndex(i, j, k), true);
        }
      }
    }
    short[] hu = new short[GRID.size().arrayLength()];
    return new ValidationCase(image, "box, \"cut\"", Volume.of(GRID, hu), truth);
  }

  /** Knows the truth's left half after one click, all of it after two. */
  private static Segmenter learner(ValidationCase item) {
    return new Segmenter() {
      @Override
      public String name() {
        return "learner";
      }

      @Override
      public Mask segment(Volume volume, List<Click> clicks) {
        Mask mask = item.truth().copy();
        if (clicks.size() == 1) {
          for (int flat = 0; flat < GRID.size().arrayLength(); flat++) {
            if (GRID.size().voxel(flat).i() >= 9) {
              mask.set(flat, false);
            }
          }
        }
        return mask;
      }
    };
  }

  private static Trajectory run(ValidationCase item) {
    return new Validation(ClickStrategy.IDEAL, 1, 5)
        .run(learner(item), item, (step, mask) -> assertThat(mask.isEmpty()).isFalse());
  }

  @Test
  void clicksWhereTheErrorIsAndStopsWhenNoneIsLeft() {
    Trajectory t = run(item("a"));

    assertThat(t.steps()).hasSize(2);
    assertThat(t.steps().get(0).dice()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(t.steps().get(1).kind()).isEqualTo(ClickKind.POSITIVE);
    assertThat(t.steps().get(1).voxel().i()).isBetween(10, 12);
    assertThat(t.dice(0)).isZero();
    assertThat(t.dice(5)).isEqualTo(1);
    assertThat(t.clicksTo(0.9)).hasValue(2);
    assertThat(t.surfaceMm(1)).isPositive();
    assertThat(t.hd95Mm(5)).isZero();
  }

  @Test
  void whatNobodyKnowsGetsNoClickAndNoPartInTheDice() {
    ValidationCase whole = item("a");
    Mask left = whole.truth().copy();
    Mask right = Mask.empty(GRID);
    for (int flat = 0; flat < GRID.size().arrayLength(); flat++) {
      if (left.get(flat) && GRID.size().voxel(flat).i() >= 9) {
        left.set(flat, false);
        right.set(flat, true);
      }
    }
    ValidationCase half = new ValidationCase("a", "left", whole.volume(), left, Optional.of(right));
    Trajectory known = new Validation(ClickStrategy.IDEAL, 1, 5).run(all(whole), half, NOBODY);

    assertThat(known.steps()).hasSize(1);
    assertThat(known.dice(1)).isEqualTo(1);
  }

  private static final Validation.Progress NOBODY = (step, mask) -> {};

  /** Answers the whole of a case's truth. */
  private static Segmenter all(ValidationCase item) {
    return new Segmenter() {
      @Override
      public String name() {
        return "all";
      }

      @Override
      public Mask segment(Volume volume, List<Click> clicks) {
        return item.truth();
      }
    };
  }

  @Test
  void summarisesByMethodAndStructureAndCountsFailures() {
    Trajectory good = run(item("a"));
    Trajectory never =
        new Trajectory(
            "learner",
            "b",
            good.structure(),
            ClickStrategy.IDEAL,
            1,
            5,
            List.of(good.steps().get(0)));

    List<Summary> summaries = Summary.of(List.of(good, never));

    assertThat(summaries).hasSize(1);
    Summary s = summaries.get(0);
    assertThat(s.runs()).isEqualTo(2);
    assertThat(s.dice()).hasSize(6);
    assertThat(s.dice().get(5)).isCloseTo((1 + 2.0 / 3) / 2, within(1e-9));
    assertThat(s.worst().get(5)).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(s.noc().get(1)).isEqualTo((2 + 5) / 2.0);
    assertThat(s.failures()).containsExactly(1, 1, 1);
    assertThat(Summary.median(List.of(3.0, Double.NaN, 1.0, 2.0))).isEqualTo(2);
  }

  @Test
  void writesFilesThatOtherProgramsRead(@TempDir Path folder) throws Exception {
    Trajectory t = run(item("a"));

    ReportFolder.write(folder, List.of(t));

    assertThat(Files.readAllLines(folder.resolve("clicks.csv")))
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("learner,a,\"box, \"\"cut\"\"\",ideal,1,1,positive,")
        .contains("0.6667");
    assertThat(folder.resolve("summary.csv")).content().contains("noc@0.90");
    assertThat(folder.resolve("report.json")).content().contains("\"method\" : \"learner\"");
    String html =
        HtmlReport.of(List.of(t), List.of(new HtmlReport.Picture("a <b>", new byte[] {1, 2})));
    assertThat(html)
        .contains("<polyline", "a &lt;b>", "data:image/png;base64,AQI=")
        .doesNotContain("<b>");
  }
}
