package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Components;
import io.deepgrow.volume.mask.Connectivity;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.resample.Reorient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CT files beside the repository, where they are present. */
class RealDataTest {

  private static Volume read(String name) throws IOException {
    // Maven runs tests in the module's folder
    Path file = Path.of("..", "..", "shared", "data", name);
    assumeTrue(Files.exists(file), () -> "No real CT at " + file + "; test skipped");
    return Nifti.read(file);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 130634",
    "5, 366708",
    "6, 74102",
    "7, 1327",
    "8, 1254",
    "52, 11723",
    "63, 4772",
    "64, 3015"
  })
  void theAbdomenHasItsOrgans(int label, long voxels) throws IOException {
    assertThat(Mask.ofLabel(read("ct-abdomen-labels.nii.gz"), label).count()).isEqualTo(voxels);
  }

  @Test
  void theAbdomenLabelsLoseNothingOnALpsGrid() throws IOException {
    Volume labels = read("ct-abdomen-labels.nii.gz");
    VolumeGeometry las = labels.geometry();
    assertThat(las.size()).isEqualTo(new GridSize(512, 512, 20));
    assertThat(las.spacing().k()).isCloseTo(2, within(1e-4));
    assertThat(las.direction().i().x()).isCloseTo(1, within(1e-4));
    assertThat(las.direction().j().y()).isCloseTo(-1, within(1e-4));
    VolumeGeometry lps =
        new VolumeGeometry(
            las.size(),
            las.spacing(),
            las.toPatient(new VoxelIndex(0, 511, 0)),
            new Direction(las.direction().i(), las.direction().j().times(-1), las.direction().k()));
    Volume turned = Reorient.onto(labels, lps);
    assertThat(Mask.ofLabel(turned, 5).count()).isEqualTo(366_708);
    assertThat(turned.at(300, 511 - 200, 10)).isEqualTo(labels.at(300, 200, 10));
  }

  @Test
  void theAortaIsOnePieceOfBrightBlood() throws IOException {
    Volume ct = read("ct-aorta.nii.gz");
    Volume label = read("ct-aorta-label.nii.gz");
    assertThat(ct.size()).isEqualTo(new GridSize(120, 126, 164));
    assertThat(ct.geometry().spacing().i()).isCloseTo(1.5, within(1e-4));
    assertThat(label.geometry().matches(ct.geometry(), 0.01)).isTrue();
    Mask aorta = Mask.ofLabel(label, 1);
    Components pieces = Components.of(aorta, Connectivity.CORNERS);
    assertThat(pieces.size(pieces.largest().orElseThrow())).isGreaterThan(aorta.count() * 9 / 10);
    double sum = 0;
    for (int n = 0; n < ct.voxels().length; n++) {
      sum += aorta.get(n) ? ct.voxels()[n] : 0;
    }
    assertThat(sum / aorta.count()).isBetween(50.0, 600.0);
  }
}
