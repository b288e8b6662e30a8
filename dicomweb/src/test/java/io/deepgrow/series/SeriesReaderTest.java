package io.deepgrow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {

  private static final Path SLICES = Path.of("../../shared/data/ct-abdomen-dicom");

  private static Volume oblique() {
    double c = Math.cos(Math.toRadians(30));
    double s = Math.sin(Math.toRadians(30));
    VolumeGeometry grid =
        new VolumeGeometry(
            new GridSize(9, 7, 6),
            new Spacing(0.7, 0.8, 2.5),
            new PatientPoint(-100.25, 31, -512.5),
            Direction.ofRowAndColumn(new Vector3(c, s, 0), new Vector3(-s * c, c * c, s)));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) (v * 7 - 1024);
    }
    return Volume.of(grid, voxels);
  }

  private static List<DicomFile> slices(Volume volume) {
    return new ArrayList<>(
        new CtWriter(UidSource.derived(new UUID(1, 2)), Instant.EPOCH, PatientModule.PHANTOM)
            .write(volume));
  }

  private static LoadedSeries load(List<DicomFile> files) {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    files.forEach(loader::add);
    return loader.finish();
  }

  private static void assertRefused(List<DicomFile> files, String code) {
    assertThatThrownBy(() -> load(files))
        .isInstanceOfSatisfying(SeriesException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void stacksShuffledObliqueSlicesAlongTheirNormal() {
    Volume volume = oblique();
    List<DicomFile> files = slices(volume);
    Collections.shuffle(files, new Random(3));

    LoadedSeries series = load(files);

    assertThat(series.volume().voxels()).isEqualTo(volume.voxels());
    assertThat(series.volume().geometry().matches(volume.geometry(), 1e-3)).isTrue();
    assertThat(series.slices()).hasSize(6);
    assertThat(series.warnings()).isEmpty();
  }

  @Test
  void refusesAMissingSliceAndSaysWhere() {
    List<DicomFile> files = slices(oblique());
    files.remove(3);
    assertRefused(files, "series.missing_slices");
  }

  @Test
  void dropsASliceThatCameTwice() {
    List<DicomFile> files = slices(oblique());
    files.add(files.get(2));

    assertThat(load(files).warnings()).singleElement().asString().contains("dropped");
  }

  @Test
  void refusesTwoPhasesAtTheSamePositions() {
    List<DicomFile> files = slices(oblique());
    Volume other = oblique();
    for (int v = 0; v < other.voxels().length; v++) {
      other.voxels()[v] = (short) (other.voxels()[v] + 3);
    }
    List<DicomFile> second = slices(other);
    String frame = files.get(0).dataSet().string(Tag.FRAME_OF_REFERENCE_UID).orElseThrow();
    second.forEach(f -> f.dataSet().setString(Tag.FRAME_OF_REFERENCE_UID, frame));
    files.addAll(second);
    assertRefused(files, "series.duplicate_positions");
  }

  @Test
  void namesEachDefectByItsCode() {
    List<DicomFile> jitter = slices(oblique());
    move(jitter.get(3), 0.25);
    assertRefused(jitter, "series.irregular_spacing");

    List<DicomFile> unplaced = slices(oblique());
    unplaced.get(0).dataSet().remove(Tag.IMAGE_POSITION_PATIENT).setString(Tag.IMAGE_TYPE, "A");
    assertThatThrownBy(() -> load(unplaced))
        .isInstanceOfSatisfying(
            SeriesException.class, e -> assertThat(e.code()).isEqualTo("series.no_geometry"));

    List<DicomFile> bent = slices(oblique());
    bent.get(1).dataSet().setString(Tag.IMAGE_ORIENTATION_PATIENT, "1", "0", "0", "0", "1", "0");
    assertRefused(bent, "series.mixed_orientation");

    List<DicomFile> frames = slices(oblique());
    frames.get(1).dataSet().setString(Tag.FRAME_OF_REFERENCE_UID, "2.25.9");
    assertRefused(frames, "series.mixed_frame_of_reference");

    List<DicomFile> seg = slices(oblique());
    seg.forEach(f -> f.dataSet().setString(Tag.MODALITY, "SEG"));
    assertRefused(seg, "series.not_image");

    assertRefused(List.of(), "series.empty");
  }

  private static void move(DicomFile file, double share) {
    List<Double> p = file.dataSet().decimals(Tag.IMAGE_POSITION_PATIENT);
    Vector3 normal = oblique().geometry().direction().k().times(2.5 * share);
    file.dataSet()
        .setDoubles(
            Tag.IMAGE_POSITION_PATIENT,
            p.get(0) + normal.x(),
            p.get(1) + normal.y(),
            p.get(2) + normal.z());
  }

  @Test
  void refusesATiltedGantry() {
    List<DicomFile> files = slices(oblique());
    Vector3 column = oblique().geometry().direction().j();
    for (int k = 0; k < files.size(); k++) {
      List<Double> p = files.get(k).dataSet().decimals(Tag.IMAGE_POSITION_PATIENT);
      files
          .get(k)
          .dataSet()
          .setDoubles(
              Tag.IMAGE_POSITION_PATIENT,
              p.get(0) + 0.6 * k * column.x(),
              p.get(1) + 0.6 * k * column.y(),
              p.get(2) + 0.6 * k * column.z());
    }
    assertRefused(files, "series.gantry_tilt");
  }

  @Test
  void readsTheRealAbdomenInSlicePositionOrder() throws Exception {
    assumeTrue(Files.isDirectory(SLICES), "real CT is not there: " + SLICES);

    LoadedSeries series = SeriesReader.directory(SLICES);

    VolumeGeometry geometry = series.volume().geometry();
    assertThat(geometry.size()).isEqualTo(new GridSize(512, 512, 20));
    assertThat(geometry.spacing().k()).isCloseTo(2, within(1e-6));
    double first = series.slices().get(0).position().z();
    double last = series.slices().get(19).position().z();
    assertThat(last - first).isCloseTo(38, within(1e-6));
  }
}
