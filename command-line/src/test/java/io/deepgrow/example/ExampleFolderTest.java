package io.deepgrow.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFolderTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(4, 3, 2), Spacing.isotropic(2));

  @TempDir private Path folder;

  private void write(String name, int... values) throws IOException {
    short[] voxels = new short[GRID.size().arrayLength()];
    for (int v = 0; v < values.length; v++) {
      voxels[v] = (short) values[v];
    }
    Nifti.write(Volume.of(GRID, voxels), folder.resolve(name));
  }

  private List<Example> read(String... heldOut) throws IOException {
    return ExampleFolder.read(folder, Set.of(heldOut));
  }

  @Test
  void everyLabelIsAStructureAnd255IsNotKnown() throws IOException {
    write("p1-image.nii.gz");
    write("p1-labels.nii.gz", 6, 6, 255, 1, 0, 255);

    List<Example> examples = read();

    assertThat(examples).extracting(Example::name).containsOnly("p1");
    assertThat(examples).extracting(Example::label).containsExactly(1, 6);
    assertThat(examples).extracting(e -> e.mask().count()).containsExactly(1L, 2L);
    assertThat(examples).extracting(e -> e.ignored().orElseThrow().count()).containsOnly(2L);
    assertThat(examples).extracting(e -> e.mask().get(2)).containsOnly(false);
  }

  @Test
  void labelsWithoutUnknownVoxelsIgnoreNothing() throws IOException {
    write("p1-image.nii.gz");
    write("p1-labels.nii.gz", 3);
    assertThat(read().get(0).ignored()).isEmpty();
  }

  @Test
  void aMaskIsInsideWhereItIsNot0() throws IOException {
    write("p1-image.nii.gz");
    write("p1-mask.nii.gz", 1, 255, 0, 7);
    write("p2.nii.gz");
    write("p2-label.nii.gz", 255);

    List<Example> examples = read();

    assertThat(examples).extracting(e -> e.mask().count()).containsExactly(3L, 1L);
    assertThat(examples).allSatisfy(e -> assertThat(e.ignored()).isEmpty());
  }

  @Test
  void anImageAloneIsACtInWhichNobodyDrew() throws IOException {
    write("p1-image.nii.gz");
    assertThat(read()).singleElement().satisfies(e -> assertThat(e.mask().isEmpty()).isTrue());
  }

  @Test
  void whoIsHeldOutIsLeftOutWithAllLabels() throws IOException {
    write("p1-image.nii.gz");
    write("p1-labels.nii.gz", 1, 2, 3);
    write("p2-image.nii.gz");
    write("p2-labels.nii.gz", 1);
    assertThat(read("p1")).extracting(Example::name).containsExactly("p2");
  }
}
