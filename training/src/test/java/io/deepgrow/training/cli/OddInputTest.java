package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OddInputTest {

  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int run(String... arguments) {
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private static Volume volume() {
    VolumeGeometry grid =
        new VolumeGeometry(
            new GridSize(24, 20, 12),
            Spacing.isotropic(5),
            new PatientPoint(-60, -50, 10),
            Direction.IDENTITY);
    short[] voxels = new short[grid.size().arrayLength()];
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) (v % 24 > 6 && v % 24 < 16 ? 60 : -900);
    }
    return Volume.of(grid, voxels);
  }

  private Path slices(String modality) throws IOException {
    List<DicomFile> files =
        new CtWriter(UidSource.derived(new UUID(3, 4)), Instant.EPOCH, PatientModule.PHANTOM)
            .write(volume());
    Path slices = Files.createDirectories(folder.resolve(modality));
    for (DicomFile file : files) {
      file.dataSet().setString(Tag.MODALITY, modality);
      file.dataSet().remove(Tag.RESCALE_SLOPE).remove(Tag.RESCALE_INTERCEPT);
      Files.write(slices.resolve(file.sopInstanceUid() + ".dcm"), DicomWriter.bytes(file));
    }
    Files.writeString(slices.resolve("notes.txt"), "no slice");
    return slices;
  }

  @Test
  void printsWhatTheReaderTolerated() throws IOException {
    String out = folder.resolve("mask.nrrd").toString();
    int code =
        run("segment", "--dicom", slices("CT").toString(), "--click", "11,10,6", "--out", out);
    assertThat(code).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("warning: series.no_rescale: 12 of 12 slices")
        .contains("warning: series.not_dicom: 1 of 13 files")
        .contains("notes.txt");
  }

  @Test
  void refusesMrUnlessItIsAllowed() throws IOException {
    String out = folder.resolve("mask.nrrd").toString();
    String slices = slices("MR").toString();
    assertThat(run("segment", "--dicom", slices, "--click", "11,10,6", "--out", out)).isNotZero();
    assertThat(err.toString()).contains("is MR").contains("--modalities").doesNotContain("\tat ");
    assertThat(
            run(
                "segment",
                "--dicom",
                slices,
                "--modalities",
                "CT,MR",
                "--click",
                "11,10,6",
                "--out",
                out))
        .as(err.toString())
        .isZero();
  }

  /** An image that gives no pose at all, which readers place in different ways. */
  @Test
  void aMaskHasThePoseOfItsNiftiImage() throws IOException {
    Path image = folder.resolve("image.nii");
    Nifti.write(volume(), image);
    byte[] bytes = Files.readAllBytes(image);
    Arrays.fill(bytes, 252, 328, (byte) 0);
    Files.write(image, bytes);
    Path out = folder.resolve("mask.nii");

    int code =
        run("segment", "--image", image.toString(), "--click", "11,10,6", "--out", out.toString());

    assertThat(code).as(err.toString()).isZero();
    byte[] mask = Files.readAllBytes(out);
    assertThat(Arrays.copyOfRange(mask, 252, 328)).containsOnly(0);
    assertThat(Arrays.copyOfRange(mask, 76, 92)).isEqualTo(Arrays.copyOfRange(bytes, 76, 92));
  }

  @Test
  void namesTheNiftiFileWhoseHeaderContradictsItself() throws IOException {
    Path image = folder.resolve("twisted.nii");
    Nifti.write(volume(), image);
    byte[] bytes = Files.readAllBytes(image);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(88, 2);
    Files.write(image, bytes);
    String out = folder.resolve("mask.nii").toString();

    assertThat(run("segment", "--image", image.toString(), "--click", "1,1,1", "--out", out))
        .isNotZero();
    assertThat(err.toString()).contains("twisted.nii").contains("nifti.steps");
  }
}
