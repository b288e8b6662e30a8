package io.deepgrow.training.prepare.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.LabelStatistics;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomLayoutTest {

  private static final VoxelBox LARGE =
      VoxelBox.of(new VoxelIndex(4, 5, 3), new GridSize(10, 9, 6));
  private static final VoxelBox WITHIN =
      VoxelBox.of(new VoxelIndex(6, 6, 4), new GridSize(5, 5, 4));

  @TempDir private Path root;
  private Path temp = Path.of("");

  @BeforeEach
  void make() throws IOException {
    temp = Files.createDirectory(root.resolve("in"));
  }

  private Path out() {
    return root.resolve("out");
  }

  private DatasetIndex prepared() throws IOException {
    return Samples.prepare(Samples.settings(), temp, out());
  }

  @Test
  void matchesSeriesAndSegsInAnyFolders() throws IOException {
    List<DicomFile> first = DicomSamples.series(Samples.image(), "P1", 1);
    List<DicomFile> second = DicomSamples.series(Samples.shifted(Samples.image(), 9), "P1", 2);
    DicomSamples.save(first, temp.resolve("a/b"));
    DicomSamples.save(second, temp.resolve("a/b"));
    DicomSamples.save(List.of(DicomSamples.seg(first, Map.of("spleen", LARGE), 1)), temp);
    DicomSamples.save(
        List.of(DicomSamples.seg(second, Map.of("liver", WITHIN), 2)), temp.resolve("c"));
    Files.writeString(temp.resolve("readme.txt"), "no DICOM");

    Listing listing = Layout.AUTO.list(temp, "training");

    assertThat(listing.layout()).contains("SEG");
    assertThat(listing.cases()).hasSize(2);
    assertThat(listing.cases().get(0).group()).isEqualTo(listing.cases().get(1).group());
    assertThat(listing.defects()).isEmpty();
    assertThat(prepared().labels())
        .extracting(LabelStatistics::id)
        .containsExactlyInAnyOrder("spleen", "liver");
  }

  @Test
  void cutsSegmentsThatOverlapEachInFull() throws IOException {
    List<DicomFile> slices = DicomSamples.series(Samples.image(), "P1", 1);
    Map<String, VoxelBox> boxes = new TreeMap<>(Map.of("liver", LARGE, "lesion", WITHIN));
    DicomSamples.save(slices, temp);
    DicomSamples.save(List.of(DicomSamples.seg(slices, boxes, 1)), temp);

    DatasetIndex index =
        Samples.prepare(
            Samples.settings().with(Samples.cut(TargetSpacing.NATIVE, 16, 2)), temp, out());

    double voxel = Samples.SPACING.voxelVolume() / 1000;
    assertThat(index.training()).hasSize(2);
    for (PatchRecord record : index.training()) {
      double wanted = (record.labelId().equals("liver") ? 540 : 100) * voxel;
      assertThat(record.millilitres()).isCloseTo(wanted, within(1e-9));
    }
  }

  @Test
  void namesNoPatient() throws IOException {
    List<DicomFile> slices = DicomSamples.series(Samples.image(), "SECRET-4711", 1);
    DicomSamples.save(slices, temp);
    DicomSamples.save(List.of(DicomSamples.seg(slices, Map.of("liver", LARGE), 1)), temp);

    prepared();

    assertThat(out().resolve("dataset.json"))
        .content()
        .doesNotContain("SECRET")
        .contains(DicomSamples.studyUid(slices.get(0)));
  }

  @Test
  void namesSeriesWithoutSegAndSegsWithoutSeries() throws IOException {
    List<DicomFile> alone = DicomSamples.series(Samples.image(), "P1", 1);
    List<DicomFile> gone = DicomSamples.series(Samples.image(), "P2", 2);
    DicomSamples.save(alone, temp);
    DicomSamples.save(List.of(DicomSamples.seg(gone, Map.of("liver", LARGE), 1)), temp);

    assertThat(Layout.DICOM.list(temp, "").defects())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("case.no_label", "seg.no_series");
  }

  @Test
  void takesASegWithoutReferencesForTheOnlySeriesOfItsStudy() throws IOException {
    List<DicomFile> slices = DicomSamples.series(Samples.image(), "P1", 1);
    DicomFile seg = DicomSamples.seg(slices, Map.of("liver", LARGE), 1);
    seg.dataSet().remove(Tag.REFERENCED_SERIES_SEQUENCE);
    DicomSamples.save(slices, temp);
    DicomSamples.save(List.of(seg), temp);

    assertThat(Layout.DICOM.list(temp, "").cases()).hasSize(1);
  }

  @Test
  void readsASegOfAnotherGridAtItsPlace() throws IOException {
    List<DicomFile> slices = DicomSamples.series(Samples.image(), "P1", 1);
    VolumeGeometry fine =
        new VolumeGeometry(
            new GridSize(56, 48, 28),
            new Spacing(0.75, 0.75, 1),
            new PatientPoint(-20, 10, 300),
            Direction.IDENTITY);
    List<DicomFile> other =
        DicomSamples.series(Volume.of(fine, new short[fine.size().arrayLength()]), "P1", 2);
    VoxelBox box = VoxelBox.of(new VoxelIndex(8, 10, 6), new GridSize(20, 18, 12));
    DicomFile seg = DicomSamples.seg(other, Map.of("liver", box), 1);
    seg.dataSet().remove(Tag.REFERENCED_SERIES_SEQUENCE);
    seg.dataSet().setString(Tag.STUDY_INSTANCE_UID, DicomSamples.studyUid(slices.get(0)));
    DicomSamples.save(slices, temp);
    DicomSamples.save(List.of(seg), temp);

    DatasetIndex index = prepared();

    assertThat(index.warnings()).extracting(Finding::code).containsExactly("label.regridded");
    double wanted = 20 * 18 * 12 * fine.spacing().voxelVolume() / 1000;
    assertThat(index.training().get(0).millilitres()).isBetween(0.7 * wanted, 1.3 * wanted);
    PatientPoint centre = fine.toPatient(new VoxelIndex(18, 19, 12));
    PatchRecord record = index.training().get(0);
    assertThat(
            PreparedDataset.open(out())
                .load(record)
                .mask()
                .get(record.geometry().toIndex(centre).nearest()))
        .isTrue();
  }

  @Test
  void namesAFileThatBreaksOff() throws IOException {
    List<DicomFile> slices = DicomSamples.series(Samples.image(), "P1", 1);
    DicomSamples.save(slices, temp.resolve("ct"));
    DicomSamples.save(
        List.of(DicomSamples.seg(slices, Map.of("liver", LARGE), 1)), temp.resolve("seg"));
    Path slice = temp.resolve("ct").resolve(slices.get(3).sopInstanceUid().value() + ".dcm");
    byte[] bytes = Files.readAllBytes(slice);
    Files.write(slice, Arrays.copyOf(bytes, bytes.length - 50));
    List<DicomFile> fine = DicomSamples.series(Samples.image(), "P2", 5);
    DicomSamples.save(fine, temp.resolve("fine"));
    DicomSamples.save(List.of(DicomSamples.seg(fine, Map.of("liver", LARGE), 6)), temp);

    DatasetIndex index = prepared();

    assertThat(index.defects()).hasSize(1);
    assertThat(index.defects().get(0).code()).startsWith("dicom.");
    assertThat(index.training()).hasSize(1);
  }
}
