package io.deepgrow.inference.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.architecture.Vectors;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WindowPlanTest {

  private static final JsonNode VECTORS = Vectors.read("crop.json");

  private static Stream<JsonNode> cases(String kind) {
    return StreamSupport.stream(VECTORS.get(kind).spliterator(), false);
  }

  private static VoxelIndex voxel(JsonNode kji) {
    return new VoxelIndex(kji.get(2).intValue(), kji.get(1).intValue(), kji.get(0).intValue());
  }

  private static GridSize size(JsonNode kji) {
    return new GridSize(kji.get(2).intValue(), kji.get(1).intValue(), kji.get(0).intValue());
  }

  @TestFactory
  Stream<DynamicTest> cutsTheReferenceWindowsAndMapsTheirClicks() {
    assertThat(cases("inference_cases")).hasSize(8);
    return cases("inference_cases")
        .map(c -> DynamicTest.dynamicTest(c.get("name").textValue(), () -> window(c)));
  }

  private static void window(JsonNode one) {
    List<Click> clicks = new ArrayList<>();
    one.get("points").forEach(p -> clicks.add(new Click(ClickKind.POSITIVE, voxel(p))));
    GridSize model = size(one.get("model_size"));
    WindowPlan plan =
        new WindowPlan(
            new CropSettings.Window(
                Spacing.isotropic(1), one.get("margin").intValue(), Fill.STRETCH),
            Orientation.ANY,
            model);

    View view =
        plan.first(
            VolumeGeometry.axial(size(one.get("volume_shape")), Spacing.isotropic(1)),
            clicks,
            Optional.empty());

    JsonNode expected = one.get("recommended");
    for (int axis = 0; axis < 3; axis++) {
      int start = voxel(expected.get("start")).component(axis);
      int end = voxel(expected.get("end")).component(axis);
      assertThat(view.crop().low(axis)).isEqualTo(start - 0.5);
      assertThat(view.crop().step(axis)).isEqualTo((end - start) / (double) model.component(axis));
      assertThat(size(expected.get("cropped_shape")).component(axis)).isEqualTo(end - start);
    }
    List<VoxelIndex> points = new ArrayList<>();
    expected.get("points_after_resize").forEach(p -> points.add(voxel(p)));
    assertThat(clicks).map(c -> view.toNetwork(c.voxel())).isEqualTo(points);
  }

  @TestFactory
  Stream<DynamicTest> cutsTheReferencePatchesRoundALabel() {
    assertThat(cases("training_cases")).hasSize(6);
    return cases("training_cases")
        .map(c -> DynamicTest.dynamicTest(c.get("name").textValue(), () -> patch(c)));
  }

  private static void patch(JsonNode one) {
    for (int axis = 0; axis < 3; axis++) {
      WindowSpan span =
          WindowSpan.round(
              one.get("label_box_start").get(axis).intValue(),
              one.get("label_box_end_exclusive").get(axis).intValue(),
              one.get("volume_shape").get(axis).intValue(),
              one.get("spatial_size").get(axis).intValue(),
              Fill.STRETCH);
      JsonNode expected = one.get("recommended");
      assertThat(span.start()).isEqualTo(expected.get("start").get(axis).intValue());
      assertThat(span.start() + span.length()).isEqualTo(expected.get("end").get(axis).intValue());
      assertThat(span.length()).isEqualTo(expected.get("cropped_shape").get(axis).intValue());
    }
  }

  @Test
  void aPaddedThinVolumeLiesInTheMiddle() {
    assertThat(WindowSpan.round(3, 20, 48, 128, Fill.PAD)).isEqualTo(new WindowSpan(-40, 128));
    assertThat(WindowSpan.round(3, 20, 47, 128, Fill.PAD)).isEqualTo(new WindowSpan(-40, 128));
    assertThat(WindowSpan.round(0, 200, 200, 128, Fill.PAD)).isEqualTo(new WindowSpan(0, 200));
  }

  @Property
  void everyWindowHoldsItsBoxAndLeavesTheVolumeOnlyToPad(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 1, max = 128) int grid,
      @ForAll @IntRange(max = 299) int a,
      @ForAll @IntRange(max = 299) int b,
      @ForAll Fill fill) {
    int begin = Math.min(a, b) % size;
    int end = Math.max(begin, Math.max(a, b) % size) + 1;

    WindowSpan span = WindowSpan.round(begin, end, size, grid, fill);

    assertThat(span.start()).isLessThanOrEqualTo(begin);
    assertThat(span.start() + span.length()).isGreaterThanOrEqualTo(end);
    boolean padded = fill == Fill.PAD && grid > size;
    if (!padded) {
      assertThat(span.start()).isNotNegative();
      assertThat(span.start() + span.length()).isLessThanOrEqualTo(size);
      assertThat(span.length()).isEqualTo(Math.min(size, Math.max(grid, end - begin)));
    } else {
      assertThat(span.length()).isEqualTo(grid);
    }
  }

  @Test
  void refusesASpacingThatWouldMakeTheVolumeHuge() {
    assertThatThrownBy(() -> new RespacedAxis(512, 1, 1e-6, false))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo("model.unsupported"));
  }
}
