package io.deepgrow.inference.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.architecture.Vectors;
import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.Predictor;
import io.deepgrow.inference.StubModels;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.Network;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of {@code pipeline.json}, column "recommended". */
class WindowPipelineTest {

  private static final JsonNode VECTORS = Vectors.read("pipeline.json");
  private static final JsonNode EXPECTED = VECTORS.get("recommended");
  private static final GridSize MODEL = size(VECTORS.get("model_size"));
  private static final CropSettings.Window WINDOW =
      new CropSettings.Window(
          spacing(VECTORS.get("target_spacing_kji")),
          VECTORS.get("margin").intValue(),
          CropSettings.Fill.STRETCH);

  private final Volume volume = volume();
  private final List<Click> clicks = new ArrayList<>();
  private float[] input = {};

  /** The reference's stub network, which also keeps its input. */
  private final Network stub =
      (channels, grid, logits) -> {
        input = channels.clone();
        StubModels.CLICKS_AND_IMAGE.run(channels, grid, logits);
      };

  private static VoxelIndex voxel(JsonNode kji) {
    return new VoxelIndex(kji.get(2).intValue(), kji.get(1).intValue(), kji.get(0).intValue());
  }

  private static GridSize size(JsonNode kji) {
    return new GridSize(kji.get(2).intValue(), kji.get(1).intValue(), kji.get(0).intValue());
  }

  private static Spacing spacing(JsonNode kji) {
    return new Spacing(
        kji.get(2).doubleValue(), kji.get(1).doubleValue(), kji.get(0).doubleValue());
  }

  private static Volume volume() {
    JsonNode volume = VECTORS.get("volume");
    VolumeGeometry grid =
        VolumeGeometry.axial(size(volume.get("shape")), spacing(volume.get("spacing_kji")));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      VoxelIndex v = grid.size().voxel(flat);
      int j = v.j();
      voxels[flat] = (short) ((37 * v.k() + 13 * j * j + 7 * v.i() * j + 29 * v.i()) % 401 - 200);
    }
    return Volume.of(grid, voxels);
  }

  @BeforeEach
  void click() {
    VECTORS
        .get("positive_clicks_kji")
        .forEach(p -> clicks.add(new Click(ClickKind.POSITIVE, voxel(p))));
    VECTORS
        .get("negative_clicks_kji")
        .forEach(p -> clicks.add(new Click(ClickKind.NEGATIVE, voxel(p))));
  }

  private View view() {
    return new WindowPlan(WINDOW, Orientation.ANY, MODEL)
        .first(volume.geometry(), clicks, Optional.empty());
  }

  private Prediction predict() {
    return new Predictor(StubModels.of(WINDOW, Orientation.ANY, MODEL), stub)
        .predict(volume, clicks);
  }

  @Test
  void clicksAndVolumeGoToTheReferenceGrid() {
    for (int axis = 0; axis < 3; axis++) {
      RespacedAxis respaced =
          new RespacedAxis(
              volume.size().component(axis),
              volume.geometry().spacing().component(axis),
              WINDOW.spacing().component(axis),
              false);
      assertThat(respaced.size()).isEqualTo(size(EXPECTED.get("resampled_shape")).component(axis));
      List<Integer> at = new ArrayList<>();
      List<Integer> expected = new ArrayList<>();
      for (Click click : clicks) {
        at.add(respaced.nearest(click.voxel().component(axis)));
      }
      for (String kind : List.of("positive_after_spacing", "negative_after_spacing")) {
        for (JsonNode p : EXPECTED.get(kind)) {
          expected.add(voxel(p).component(axis));
        }
      }
      assertThat(at).isEqualTo(expected);
    }
  }

  @Test
  void theWindowIsTheReferenceWindow() {
    Crop crop = view().crop();
    for (int axis = 0; axis < 3; axis++) {
      double perResampled =
          WINDOW.spacing().component(axis) / volume.geometry().spacing().component(axis);
      assertThat(crop.low(axis) / perResampled + 0.5)
          .isCloseTo(voxel(EXPECTED.get("crop_start")).component(axis), within(1e-9));
      assertThat(crop.high(axis) / perResampled + 0.5)
          .isCloseTo(voxel(EXPECTED.get("crop_end")).component(axis), within(1e-9));
    }
  }

  @Test
  void clicksGoToTheReferenceNetworkVoxels() {
    List<VoxelIndex> expected = new ArrayList<>();
    EXPECTED.get("positive_in_model").forEach(p -> expected.add(voxel(p)));
    EXPECTED.get("negative_in_model").forEach(p -> expected.add(voxel(p)));
    assertThat(clicks).map(c -> view().toNetwork(c.voxel())).isEqualTo(expected);
  }

  @Test
  void theNetworkGetsTheReferenceInput() {
    predict();
    int voxels = MODEL.arrayLength();
    assertThat(input).hasSize(3 * voxels);
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      for (int flat = 0; flat < voxels; flat++) {
        sum += input[channel * voxels + flat];
      }
      assertThat(sum)
          .isCloseTo(
              EXPECTED.get("model_input_channel_sums").get(channel).doubleValue(), within(0.002));
    }
    for (JsonNode sample : EXPECTED.get("model_input_samples")) {
      List<Integer> at = Vectors.integers(sample.get("index"));
      int flat = at.get(0) * voxels + MODEL.flat(at.get(3), at.get(2), at.get(1));
      assertThat((double) input[flat]).isCloseTo(sample.get("value").doubleValue(), within(3e-6));
    }
  }

  @Test
  void logitsComeBackAsTheReferenceMask() {
    predict();
    float[] logits = new float[MODEL.arrayLength()];
    StubModels.CLICKS_AND_IMAGE.run(input, MODEL, logits);
    int inModel = 0;
    float closest = Float.MAX_VALUE;
    for (float logit : logits) {
      inModel += logit >= 0 ? 1 : 0;
      closest = Math.min(closest, Math.abs(logit));
    }
    assertThat(inModel).isEqualTo(EXPECTED.get("model_mask_voxels").intValue());
    assertThat((double) closest)
        .isCloseTo(EXPECTED.get("min_abs_logit").doubleValue(), within(3e-6));

    Mask mask = Mask.empty(volume.geometry());
    view().restore(logits, 0, mask);

    assertThat(mask.sameVoxels(expectedMask())).isTrue();
    assertThat(mask.count()).isEqualTo(EXPECTED.get("result_voxels").intValue());
  }

  @Test
  void thePredictorGivesTheReferenceMask() {
    Prediction prediction = predict();
    assertThat(prediction.mask().sameVoxels(expectedMask())).isTrue();
    assertThat(prediction.passes()).isEqualTo(1);
  }

  private Mask expectedMask() {
    Mask mask = Mask.empty(volume.geometry());
    for (JsonNode run : EXPECTED.get("result_runs_start_length")) {
      int start = run.get(0).intValue();
      for (int n = 0; n < run.get(1).intValue(); n++) {
        mask.set(start + n, true);
      }
    }
    return mask;
  }
}
