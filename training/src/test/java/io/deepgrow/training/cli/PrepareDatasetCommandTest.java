package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PrepareDatasetCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path temp;

  @BeforeEach
  void lay() throws IOException {
    Files.createDirectories(temp.resolve("in"));
    for (String name : new String[] {"a", "b"}) {
      Nifti.write(volume(40), temp.resolve("in/" + name + "-image.nii.gz"));
      Nifti.write(volume(1), temp.resolve("in/" + name + "-mask.nii.gz"));
    }
  }

  /** A cube of a value in a larger one of zeros. */
  private static Volume volume(int value) {
    VolumeGeometry grid = VolumeGeometry.axial(GridSize.cube(20), new Spacing(2, 2, 3));
    short[] voxels = new short[8000];
    for (int flat = 0; flat < voxels.length; flat++) {
      var v = grid.size().voxel(flat);
      boolean inside =
          Math.min(v.i(), Math.min(v.j(), v.k())) >= 6
              && Math.max(v.i(), Math.max(v.j(), v.k())) < 14;
      voxels[flat] = (short) (inside ? value : 0);
    }
    return Volume.of(grid, voxels);
  }

  private int run(String... arguments) {
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private int prepare(String... more) {
    String[] arguments = new String[more.length + 6];
    arguments[0] = "prepare-dataset";
    arguments[1] = temp.resolve("in").toString();
    arguments[2] = "--out";
    arguments[3] = temp.resolve("out").toString();
    arguments[4] = "--patch";
    arguments[5] = "24";
    System.arraycopy(more, 0, arguments, 6, more.length);
    return run(arguments);
  }

  @Test
  void preparesAndTellsWhatItDid() throws IOException {
    assertThat(prepare("--spacing", "2,2,3")).isZero();

    assertThat(out.toString())
        .contains("pairs: 2 labelled volumes", "[2/2]", "label 1", "6.1", "40", "wrote 2 patches")
        .doesNotContain("left out:");
    assertThat(err.toString()).isEmpty();
    assertThat(temp.resolve("out/contact-sheet.png")).isNotEmptyFile();
    assertThat(PreparedDataset.open(temp.resolve("out")).training()).hasSize(1);
  }

  @Test
  void saysThatAVolumeWasKept() {
    prepare();
    assertThat(prepare()).isZero();

    assertThat(out.toString()).contains("a: 1 patch, kept");
  }

  @Test
  void writesNothingInADryRun() {
    assertThat(prepare("--dry-run")).isZero();

    assertThat(out.toString()).contains("would write 2 patches");
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void namesDefectsAndGoesOnOrFails() throws IOException {
    Files.write(temp.resolve("in/b-image.nii.gz"), new byte[400]);

    assertThat(prepare()).isZero();
    assertThat(out.toString()).contains("left out: b: ", "[nifti.magic]", "1 left out");
    assertThat(prepare("--on-error", "fail")).isEqualTo(1);
    assertThat(err.toString()).contains("error: b: ", "[nifti.magic]").doesNotContain("\tat ");
  }

  @Test
  void explainsWhatIsWrongWithTheArguments() {
    assertThat(prepare("--spacing", "1,2")).isEqualTo(1);
    assertThat(prepare("--patch", "4")).isNotZero();
    assertThat(prepare("--split", "2")).isEqualTo(1);
    assertThat(run("prepare-dataset", "--out", "x")).isEqualTo(1);
    assertThat(run("prepare-dataset", "--out", "x", "--dicomweb", "http://h/")).isEqualTo(1);
    assertThat(run("prepare-dataset", "--out", "x", "--dicomweb", "ftp://h/", "--study", "1.2"))
        .isEqualTo(2);

    assertThat(err.toString())
        .contains("1,1,3", "from 0 to 1", "--dicomweb", "--study", "http:// or https://")
        .doesNotContain("\tat ");
  }

  @Test
  void helpsWithEveryLayout() {
    assertThat(run("prepare-dataset", "--help")).isZero();

    assertThat(out.toString())
        .contains("decathlon", "nnunet", "btcv", "pairs", "datalist", "dicom", "Examples:");
  }
}
