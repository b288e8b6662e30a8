package io.deepgrow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicom.pixel.PixelDecoders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddSeriesTest {

  private final List<DicomFile> files = CtSlices.axial(12);

  @TempDir Path folder;

  private static void move(DicomFile file, double x, double y, double z) {
    List<Double> p = file.dataSet().decimals(Tag.IMAGE_POSITION_PATIENT);
    file.dataSet().setDoubles(Tag.IMAGE_POSITION_PATIENT, p.get(0) + x, p.get(1) + y, p.get(2) + z);
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String code) {
    return assertThatThrownBy(() -> CtSlices.load(files))
        .isInstanceOfSatisfying(SeriesException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private String uid(int k) {
    return files.get(k).sopInstanceUid().value();
  }

  private void write() throws IOException {
    for (int k = 0; k < files.size(); k++) {
      Files.write(folder.resolve(k + ".dcm"), DicomWriter.bytes(files.get(k)));
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 7, 20", "5, 5, 0.1", "0, 0, 3", "11, 11, 3", "6, 11, 8"})
  void refusesSlicesBesideTheLineOfTheStack(int from, int to, double x) {
    for (int k = from; k <= to; k++) {
      move(files.get(k), x, 0, 0);
    }
    assertRefused("series.off_line").hasMessageContaining("a tenth of a pixel");
  }

  @Test
  void toleratesATenthOfAPixel() {
    move(files.get(5), 0.04, 0, 0);
    assertThat(CtSlices.load(files).slices()).hasSize(12);
  }

  @Test
  void namesTheInstanceThatLiesBesideTheLine() {
    move(files.get(6), 0, 2, 0);
    assertRefused("series.off_line").hasMessageContaining(uid(6)).hasMessageContaining("2.00 mm");
  }

  @Test
  void distancesThatVaryAreNotMissingSlices() {
    for (int k = 6; k < 12; k++) {
      move(files.get(k), 0, 0, (k - 5) * 2 * CtSlices.STEP);
    }
    assertRefused("series.irregular_spacing").hasMessageContaining("from 2.500 to 7.500 mm");
  }

  @Test
  void aMissingSliceIsNamedByItsNeighbours() {
    String before = uid(4);
    String after = uid(6);
    files.remove(5);
    assertRefused("series.missing_slices")
        .hasMessageContaining("1 slices are missing")
        .hasMessageContaining(before)
        .hasMessageContaining(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MR", "PT", "US", "OT"})
  void refusesOtherModalitiesUnlessTheyAreAllowed(String modality) {
    files.forEach(f -> f.dataSet().setString(Tag.MODALITY, modality));
    assertRefused("series.modality").hasMessageContaining("is " + modality);

    SeriesLoader loader =
        new SeriesLoader(PixelDecoders.standard(), Modalities.of(List.of("CT", modality)));
    files.forEach(loader::add);
    assertThat(loader.finish().slices()).hasSize(12);
  }

  @Test
  void anImageWithoutModalityIsCtByItsClass() {
    files.forEach(f -> f.dataSet().remove(Tag.MODALITY));
    assertThat(CtSlices.load(files).slices()).hasSize(12);
    files.get(3).dataSet().setString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7");
    assertRefused("series.modality").hasMessageContaining("names no modality");
  }

  @Test
  void countsSlicesWithoutRescaleAndWithLossWhereverTheyAre() {
    files.get(4).dataSet().remove(Tag.RESCALE_INTERCEPT);
    files.get(9).dataSet().remove(Tag.RESCALE_SLOPE);
    files.get(7).dataSet().setString(Tag.LOSSY_IMAGE_COMPRESSION, "01");
    assertThat(CtSlices.load(files).warnings())
        .anyMatch(w -> w.startsWith("series.no_rescale: 2 of 12 slices"))
        .anyMatch(w -> w.startsWith("series.lossy: 1 of 12"))
        .hasSize(2);
  }

  @Test
  void anImageThatLostItsPixelsIsAnError() {
    DicomFile cut = files.get(11);
    files.set(11, new DicomFile(cut.syntax(), cut.dataSet(), PixelData.NONE));
    assertThatThrownBy(() -> CtSlices.load(files))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.no_pixels"))
        .hasMessageContaining(uid(11));
  }

  @Test
  void countsWhatIsNoImage() {
    DicomObject report =
        new DicomObject().setString(Tag.SOP_INSTANCE_UID, "2.25.9").setString(Tag.MODALITY, "SR");
    files.add(new DicomFile(files.get(0).syntax(), report, PixelData.NONE));
    files.get(0).dataSet().setString(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "LOCALIZER");
    assertThat(CtSlices.load(files).warnings())
        .anyMatch(w -> w.startsWith("series.not_image: 1 "))
        .anyMatch(w -> w.startsWith("series.localizer: 1 "));
  }

  @Test
  void readsSlicesWithoutPreambleBesideOthers() throws IOException {
    write();
    for (int k = 8; k < 12; k++) {
      Path file = folder.resolve(k + ".dcm");
      byte[] bytes = Files.readAllBytes(file);
      int meta = 12 + (bytes[140] & 0xFF) + ((bytes[141] & 0xFF) << 8);
      Files.write(file, Arrays.copyOfRange(bytes, 132 + meta, bytes.length));
    }
    LoadedSeries series = SeriesReader.directory(folder);
    assertThat(series.slices()).hasSize(12);
    assertThat(series.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {140, 500, 600, 700, 1000})
  void aFileThatIsCutOffIsNamed(int length) throws IOException {
    write();
    Path last = folder.resolve("11.dcm");
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, Math.min(length, bytes.length - 1)));
    assertThatThrownBy(() -> SeriesReader.directory(folder))
        .isInstanceOf(DicomException.class)
        .hasMessageContaining("11.dcm");
  }

  @Test
  void filesThatAreNoDicomAreCountedAndNamed() throws IOException {
    write();
    Files.writeString(folder.resolve("README.txt"), "slices");
    Files.write(folder.resolve("11.dcm"), new byte[4000]);
    assertThat(SeriesReader.directory(folder).warnings())
        .singleElement()
        .asString()
        .startsWith("series.not_dicom: 2 of 13 files")
        .contains("11.dcm")
        .contains("README.txt");
  }

  @Test
  void aFolderWithoutDicomSaysSo() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "nothing");
    assertThatThrownBy(() -> SeriesReader.directory(folder))
        .isInstanceOf(SeriesException.class)
        .hasMessageContaining("None of the 1 files is DICOM");
  }
}
