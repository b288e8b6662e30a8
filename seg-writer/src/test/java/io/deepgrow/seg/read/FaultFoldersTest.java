package io.deepgrow.seg.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegOutcome;
import io.deepgrow.seg.write.SegSegment;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.Modalities;
import io.deepgrow.series.SeriesException;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.NiftiFrame;
import io.deepgrow.volume.file.VolumeFileException;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the folders of public bug reports; each must be read rightly or refused by name. */
class FaultFoldersTest {

  @BeforeEach
  void present() {
    assumeTrue(FaultFolder.present(), "the inputs of public bug reports are not there");
  }

  private static LoadedSeries read(String folder) throws IOException {
    return SeriesReader.directory(FaultFolder.of(folder).resolve("ct"));
  }

  private static void assertVoxels(Volume volume, String folder) throws IOException {
    int[] expected = FaultFolder.numbers(FaultFolder.of(folder).resolve("expected-hu.npz"));
    short[] voxels = volume.voxels();
    assertThat(voxels).hasSize(expected.length);
    for (int v = 0; v < voxels.length; v++) {
      assertThat((int) voxels[v]).as("voxel %d", v).isEqualTo(expected[v]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "25b-deflated-zlib",
        "28f-all-UN",
        "28h-rows-UN-300",
        "29-encapsulated-native",
        "30a-private-vr-zero",
        "30c-private-SQ-UN-explicit-inside",
        "31a-no-preamble",
        "31b-last-slices-no-preamble",
        "32a-charset-missing-latin1",
        "32b-charset-misspelled",
        "32h-patient-id-latin1",
        "45-ge-private-syntax"
      })
  void readsWhatOthersReadToo(String folder) throws IOException {
    LoadedSeries series = read(folder);
    assertVoxels(series.volume(), folder);
    assertThat(series.warnings()).isEmpty();
  }

  @Test
  void refusesByNameWhatMakesNoVolume() {
    assertThatThrownBy(() -> read("03-variable-spacing"))
        .isInstanceOfSatisfying(
            SeriesException.class, e -> assertThat(e.code()).isEqualTo("series.irregular_spacing"))
        .hasMessageContaining("instance 2.25.");
    assertThatThrownBy(() -> read("44a-middle-slices-shifted"))
        .isInstanceOfSatisfying(
            SeriesException.class, e -> assertThat(e.code()).isEqualTo("series.off_line"))
        .hasMessageContaining("20.00 mm");
    assertThatThrownBy(() -> read("31c-last-slice-truncated"))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.truncated"))
        .hasMessageContaining("File 011.dcm");
    assertThatThrownBy(() -> read("34-MR-as-CT"))
        .isInstanceOfSatisfying(
            SeriesException.class, e -> assertThat(e.code()).isEqualTo("series.modality"))
        .hasMessageContaining("is MR");
  }

  @Test
  void readsMrWhereSomebodySaysSo() throws IOException {
    LoadedSeries series =
        SeriesReader.directory(
            FaultFolder.of("34-MR-as-CT").resolve("ct"), Modalities.of(List.of("ct", "mr")));
    assertVoxels(series.volume(), "34-MR-as-CT");
  }

  @Test
  void warnsWhereRescalingIsMissing() throws IOException {
    assertThat(read("52-no-rescale").warnings())
        .singleElement()
        .asString()
        .startsWith("series.no_rescale: 12 of 12 slices");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"32a-charset-missing-latin1", "32b-charset-misspelled", "32h-patient-id-latin1"})
  void aSegNamesThePatientInTheSameBytes(String folder) throws IOException {
    LoadedSeries series = read(folder);
    Mask mask = Mask.empty(series.volume().geometry());
    mask.set(100, true);
    SegSegment segment =
        SegSegment.of(
            1, Terminology.standard().findOrUnknown("x", "Läsion"), mask, SegAlgorithm.manual());
    SegOutcome outcome =
        new SegWriter(
                UidSource.random(),
                Clock.systemUTC(),
                new Equipment("a", "b", "c", "d"),
                SegOptions.standard())
            .write(series, List.of(segment));
    byte[] bytes = ((SegOutcome.Written) outcome).single().bytes();

    DicomObject seg = DicomReader.read(bytes, DicomLimits.standard()).dataSet();
    DicomObject source = series.commonAttributes();
    for (int tag : new int[] {Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.STUDY_INSTANCE_UID}) {
      assertThat(seg.bytes(tag).orElseThrow()).isEqualTo(source.bytes(tag).orElseThrow());
    }
    assertThat(seg.strings(Tag.SPECIFIC_CHARACTER_SET))
        .isEqualTo(source.strings(Tag.SPECIFIC_CHARACTER_SET));
    assertThat(seg.string(Tag.PATIENT_NAME)).contains("Müller^Jürgen");
  }

  @Test
  void aNiftiMaskHasThePoseOfItsImage(@TempDir Path folder) throws IOException {
    Path image = FaultFolder.of("40-nifti").resolve("d-no-codes.nii.gz");
    Mask mask = Mask.empty(Nifti.read(image).geometry());
    Path written = folder.resolve("mask.nii.gz");

    Nifti.write(mask, written, Optional.of(NiftiFrame.read(image)));

    byte[] own = header(image);
    byte[] copy = header(written);
    assertThat(java.util.Arrays.copyOfRange(copy, 252, 328))
        .isEqualTo(java.util.Arrays.copyOfRange(own, 252, 328));
    assertVoxels(Nifti.read(image), "40-nifti");
  }

  private static byte[] header(Path file) throws IOException {
    try (var in = new java.util.zip.GZIPInputStream(java.nio.file.Files.newInputStream(file))) {
      return in.readNBytes(348);
    }
  }

  @Test
  void refusesANiftiWhoseStepsContradictEachOther() {
    Path image = FaultFolder.of("40-nifti").resolve("g-sform-unit-steps.nii.gz");
    assertThatThrownBy(() -> Nifti.read(image))
        .isInstanceOfSatisfying(
            VolumeFileException.class, e -> assertThat(e.code()).isEqualTo("nifti.steps"));
  }

  private static SegContent seg(String name) throws IOException {
    Path folder = FaultFolder.of("43-seg-reading");
    DicomFile file = DicomReader.read(folder.resolve(name), DicomLimits.standard());
    return new SegReader(SegReadOptions.standard())
        .read(file, SourceGrid.of(SeriesReader.directory(folder.resolve("ct"))));
  }

  private static void assertMask(SegContent content, int index, String npz) throws IOException {
    int[] expected = FaultFolder.numbers(FaultFolder.of("43-seg-reading").resolve(npz));
    Mask mask = content.segments().get(index).mask();
    for (int v = 0; v < expected.length; v++) {
      assertThat(mask.get(v)).as("voxel %d", v).isEqualTo(expected[v] != 0);
    }
  }

  @Test
  void readsASegInRle() throws IOException {
    SegContent content = seg("x-binary-rle.dcm");
    assertMask(content, 0, "x-binary-rle.want1.npz");
    assertMask(content, 1, "x-binary-rle.want2.npz");
  }

  @Test
  void readsASegWhoseRowsRunTheOtherWay() throws IOException {
    SegContent content = seg("u-flipped-rows.dcm");
    assertThat(content.warnings()).anyMatch(w -> w.startsWith("seg.flipped"));
    assertMask(content, 0, "x-binary-rle.want1.npz");
  }

  @Test
  void refusesASegOfAnotherFrameOfReference() {
    assertThatThrownBy(() -> seg("v-other-frame-of-reference.dcm"))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.frame_of_reference"));
  }
}
