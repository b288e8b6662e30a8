package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.resample.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of nibabel, SimpleITK and pynrrd, read as those libraries read them. */
class VolumeFixturesTest {

  static Stream<JsonNode> files() throws IOException {
    try (InputStream in = open("expected.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(VolumeFixturesTest.class.getResourceAsStream("/files/" + name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsAsOthersDo(JsonNode expected) throws IOException {
    String name = expected.get("file").textValue();
    Volume volume;
    try (InputStream in = open(name)) {
      volume =
          name.endsWith(".nrrd")
              ? Nrrd.read(in, VolumeFileLimits.STANDARD)
              : Nifti.read(in, VolumeFileLimits.STANDARD);
    }
    assertThat(volume.voxels()).isEqualTo(Vectors.shorts(expected.get("voxels")));
    VolumeGeometry geometry = volume.geometry();
    for (int axis = 0; axis < 3; axis++) {
      assertThat(geometry.size().component(axis))
          .isEqualTo(expected.get("size").get(axis).intValue());
      Vector3 step = geometry.direction().axis(axis).times(geometry.spacing().component(axis));
      near(step, expected.get("steps").get(axis));
    }
    near(geometry.origin().minus(new PatientPoint(0, 0, 0)), expected.get("origin"));
  }

  private static void near(Vector3 actual, JsonNode expected) {
    assertThat(actual.x()).isCloseTo(expected.get(0).doubleValue(), within(1e-5));
    assertThat(actual.y()).isCloseTo(expected.get(1).doubleValue(), within(1e-5));
    assertThat(actual.z()).isCloseTo(expected.get(2).doubleValue(), within(1e-5));
  }
}
