package io.deepgrow.inference.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GuidanceTest {

  private static final Guidance DEEPGROW =
      Guidance.of(new GuidanceSettings(2, GuidanceSettings.Combine.SUM_MINMAX));
  private static final Guidance MAX =
      Guidance.of(new GuidanceSettings(2, GuidanceSettings.Combine.MAX));

  @TestFactory
  Stream<DynamicTest> equalsTheReference() throws Exception {
    JsonNode cases;
    try (InputStream in = getClass().getResourceAsStream("guidance.json")) {
      cases = new ObjectMapper().readTree(in).path("cases");
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : cases) {
      if (one.path("shape").size() == 3) {
        tests.add(DynamicTest.dynamicTest(one.path("name").asText(), () -> check(one)));
      }
    }
    assertThat(tests).hasSize(9);
    return tests.stream();
  }

  private static void check(JsonNode one) {
    JsonNode shape = one.path("shape");
    GridSize grid = new GridSize(shape.get(2).asInt(), shape.get(1).asInt(), shape.get(0).asInt());
    List<VoxelIndex> clicks = new ArrayList<>();
    for (JsonNode point : one.path("points")) {
      int n = point.size();
      VoxelIndex v =
          new VoxelIndex(
              point.get(n - 1).asInt(), point.get(n - 2).asInt(), point.get(n - 3).asInt());
      if (v.i() >= 0 && v.j() >= 0 && v.k() >= 0) {
        clicks.add(
            new VoxelIndex(
                Math.min(v.i(), grid.i() - 1),
                Math.min(v.j(), grid.j() - 1),
                Math.min(v.k(), grid.k() - 1)));
      }
    }
    float[] out = new float[grid.arrayLength()];
    DEEPGROW.render(clicks, grid, out, 0);
    for (int v = 0; v < out.length; v++) {
      assertThat((double) out[v]).isCloseTo(one.path("expected").get(v).asDouble(), within(3e-6));
    }
  }

  @Test
  void everyClickPeaksAtOneWhenTheLargestCounts() {
    GridSize grid = GridSize.cube(24);
    float[] out = new float[2 * grid.arrayLength()];
    List<VoxelIndex> clicks =
        List.of(new VoxelIndex(4, 4, 4), new VoxelIndex(5, 4, 4), new VoxelIndex(20, 20, 20));

    MAX.render(clicks, grid, out, grid.arrayLength());

    for (VoxelIndex click : clicks) {
      assertThat(out[grid.arrayLength() + grid.flat(click)]).isEqualTo(1f);
    }
    assertThat(out[grid.flat(clicks.get(0))]).isZero();
    assertThat(out[grid.arrayLength() + grid.flat(6, 4, 4)]).isCloseTo(0.8847777f, within(1e-6f));
  }
}
