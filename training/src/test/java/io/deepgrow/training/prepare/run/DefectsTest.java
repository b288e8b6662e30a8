package io.deepgrow.training.prepare.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.resample.Reorient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two volumes the second has something wrong with it. */
class DefectsTest {

  @TempDir private Path temp;
  private Path input = Path.of("");
  private Path image = Path.of("");
  private Path label = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    input = Samples.decathlon(temp.resolve("task"), 2);
    image = input.resolve("imagesTr/case_1.nii.gz");
    label = input.resolve("labelsTr/case_1.nii.gz");
  }

  private DatasetIndex skipped() throws IOException {
    DatasetIndex index = Samples.prepare(Samples.settings(), input, temp.resolve("out"));
    assertThat(index.training().stream().map(PatchRecord::caseId)).contains("case_0");
    return index;
  }

  private void assertDefect(String code) throws IOException {
    List<Finding> defects = skipped().defects();
    assertThat(defects).hasSize(1);
    assertThat(defects.get(0).caseId()).isEqualTo("case_1");
    assertThat(defects.get(0).code()).isEqualTo(code);
    assertThat(defects.get(0).message()).isNotBlank();
  }

  @Test
  void namesAMissingFile() throws IOException {
    Files.delete(label);
    assertDefect("file.missing");
  }

  @Test
  void namesAFileThatIsCutOff() throws IOException {
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
    assertDefect("nifti.truncated");
  }

  @Test
  void namesAFileThatIsNoVolume() throws IOException {
    Samples.write("<html>not found</html>".repeat(40), image);
    assertDefect("nifti.magic");
  }

  @Test
  void namesAVoxelThatIsNoNumber() throws IOException {
    byte[] plain;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(image))) {
      plain = in.readAllBytes();
    }
    ByteBuffer floats =
        ByteBuffer.allocate(352 + 2 * (plain.length - 352)).order(ByteOrder.LITTLE_ENDIAN);
    floats.put(plain, 0, 352);
    floats.putShort(70, (short) 16).putShort(72, (short) 32);
    floats.putFloat(352 + 4 * 100, Float.NaN);
    Files.write(image, floats.array());
    assertDefect("nifti.nan");
  }

  @Test
  void namesAnEmptyLabel() throws IOException {
    Samples.write(
        Volume.of(Samples.geometry(Direction.IDENTITY), new short[Samples.SIZE.arrayLength()]),
        label);
    assertDefect("label.empty");
  }

  @Test
  void namesALabelThatIsAnImage() throws IOException {
    Samples.write(Samples.image(), label);
    assertDefect("label.values");
  }

  @Test
  void namesALabelThatLiesElsewhere() throws IOException {
    VolumeGeometry far =
        new VolumeGeometry(
            Samples.SIZE, Samples.SPACING, new PatientPoint(900, 10, 300), Direction.IDENTITY);
    Samples.write(Samples.labels(far), label);
    assertDefect("label.elsewhere");
  }

  @Test
  void matchesALabelOfAnotherGridInPatientSpaceAndSaysSo() throws IOException {
    VolumeGeometry fine =
        new VolumeGeometry(
            new GridSize(56, 48, 14),
            new Spacing(0.75, 0.75, 2),
            new PatientPoint(-20, 10, 300),
            Direction.IDENTITY);
    Volume labels = Volume.of(fine, new short[fine.size().arrayLength()]);
    Samples.paint(labels, VoxelBox.of(new VoxelIndex(8, 10, 3), new GridSize(20, 18, 6)), 1);
    Samples.write(labels, label);

    DatasetIndex index = skipped();

    assertThat(index.defects()).isEmpty();
    assertThat(index.warnings()).extracting(Finding::code).containsExactly("label.regridded");
    assertThat(index.warnings().get(0).message()).contains("56×48×14", "28×24×14", "patient");
  }

  @Test
  void takesAFlippedLabelOfTheSameGridWithoutAWord() throws IOException {
    VolumeGeometry flipped =
        new VolumeGeometry(
            Samples.SIZE,
            Samples.SPACING,
            Samples.geometry(Direction.IDENTITY).toPatient(new VoxelIndex(0, 23, 0)),
            Samples.LAS);
    Volume labels = Samples.labels();
    Samples.write(Reorient.onto(labels, flipped), label);

    DatasetIndex index = skipped();

    assertThat(index.warnings()).isEmpty();
    List<String> masks =
        Stream.concat(index.training().stream(), index.validation().stream())
            .filter(r -> r.labelId().equals("spleen"))
            .map(PatchRecord::labelSha256)
            .distinct()
            .toList();
    assertThat(masks).hasSize(1);
  }

  @Test
  void namesALabelThatIsTooSmallForTheSpacing() throws IOException {
    Volume labels = Samples.labels();
    Samples.paint(labels, VoxelBox.of(new VoxelIndex(18, 12, 7), new GridSize(5, 6, 4)), 0);
    labels.voxels()[labels.size().flat(1, 1, 1)] = 2;
    Samples.write(labels, label);
    CutSettings coarse = Samples.cut(new TargetSpacing(6, 6, 8), 16, 2);

    DatasetIndex index =
        Samples.prepare(Samples.settings().with(coarse), input, temp.resolve("out"));

    assertThat(index.defects()).extracting(Finding::label).containsExactly("liver");
    assertThat(index.defects()).extracting(Finding::code).containsExactly("label.vanishes");
  }

  @Test
  void failsAtTheFirstDefectWhenToldTo() throws IOException {
    Files.delete(label);
    PrepareSettings strict = Samples.settings().with(ErrorPolicy.FAIL);

    assertThatThrownBy(() -> Samples.prepare(strict, input, temp.resolve("out")))
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("case_1")
        .hasMessageContaining("file.missing");
    assertThat(temp.resolve("out/dataset.json")).doesNotExist();
    assertThat(temp.resolve("out/cases/case_0.json")).exists();
  }

  @Test
  void failsWhenNothingIsLeft() throws IOException {
    Files.delete(label);
    Files.delete(input.resolve("labelsTr/case_0.nii.gz"));

    assertThatThrownBy(() -> Samples.prepare(Samples.settings(), input, temp.resolve("out")))
        .hasMessageContaining("No patch came out");
  }

  @Test
  void readsTheIndexOfAFinishedRunAgainWithItsDefects() throws IOException {
    Samples.write(
        Volume.of(Samples.geometry(Direction.IDENTITY), new short[Samples.SIZE.arrayLength()]),
        label);
    DatasetIndex first = skipped();

    assertThat(skipped()).isEqualTo(first);
  }
}
