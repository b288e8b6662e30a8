package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Volume;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomDatasetTest {

  @TempDir private Path temp;

  @Test
  void isADecathlonDatasetOfDifferentPhantoms() throws Exception {
    StringWriter out = new StringWriter();
    String[] arguments = {
      "generate-phantom", "--size", "small", "--cases", "2", "--seed", "3", "--out", temp.toString()
    };
    assertThat(Deepgrow.commandLine().setOut(new PrintWriter(out)).execute(arguments)).isZero();

    assertThat(out.toString()).contains("wrote 2 phantoms");
    assertThat(temp.resolve("dataset.json"))
        .content()
        .contains("\"6\" : \"liver\"", "./labelsTr/phantom_002.nii.gz", "\"numTraining\" : 2");
    Volume first = Nifti.read(temp.resolve("imagesTr/phantom_001.nii.gz"));
    Volume second = Nifti.read(temp.resolve("imagesTr/phantom_002.nii.gz"));
    assertThat(first.voxels()).isNotEqualTo(second.voxels());
    assertThat(Nifti.read(temp.resolve("labelsTr/phantom_001.nii.gz")).geometry())
        .isEqualTo(first.geometry());
  }
}
