package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.SourceSlice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a SEG takes over from its source. */
class SegSourceTest {

  private final WrittenSeg written = new WrittenSeg();

  @Test
  void repeatsTheSourcesDecimalsLetterByLetter() throws IOException {
    List<SourceSlice> slices = new ArrayList<>();
    for (int k = 0; k < SegFixture.SLICES; k++) {
      slices.add(
          new SourceSlice(
              new SopInstanceUid("2.25." + (1000 + k)),
              SegFixture.CT,
              0,
              List.of("-170.50", "-1.2250000000E+1", (k * 2.5 - 30) + "0"),
              List.of("1.000000", "0.000000", "0", "-0", "1.0E+0", "0.0"),
              List.of("8.0E-1", "0.750000"),
              "02.50"));
    }

    DicomObject seg =
        written.fileOn(SourceGrid.of(SegFixture.GRID, slices), written.segment(1)).dataSet();

    DicomObject shared = seg.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).get(0);
    DicomObject measures = shared.items(Tag.PIXEL_MEASURES_SEQUENCE).get(0);
    DicomObject frame = seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).get(0);
    assertRaw(
        shared.items(Tag.PLANE_ORIENTATION_SEQUENCE).get(0),
        Tag.IMAGE_ORIENTATION_PATIENT,
        "1.000000\\0.000000\\0\\-0\\1.0E+0\\0.0");
    assertRaw(measures, Tag.PIXEL_SPACING, "8.0E-1\\0.750000");
    assertRaw(measures, Tag.SLICE_THICKNESS, "02.50");
    assertRaw(measures, Tag.SPACING_BETWEEN_SLICES, "2.5");
    assertRaw(
        frame.items(Tag.PLANE_POSITION_SEQUENCE).get(0),
        Tag.IMAGE_POSITION_PATIENT,
        "-170.50\\-1.2250000000E+1\\-25.00");
  }

  @Test
  void takesTheMeasuredStepWhereTheSourceHasNoThickness() throws IOException {
    List<SourceSlice> slices = new ArrayList<>();
    for (SourceSlice slice : SegFixture.slices()) {
      slices.add(
          new SourceSlice(
              slice.sopInstanceUid(),
              slice.sopClassUid(),
              0,
              slice.imagePositionPatient(),
              slice.imageOrientationPatient(),
              slice.pixelSpacing(),
              ""));
    }

    DicomObject seg =
        written.fileOn(SourceGrid.of(SegFixture.GRID, slices), written.segment(1)).dataSet();

    assertThat(
            seg.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE)
                .get(0)
                .items(Tag.PIXEL_MEASURES_SEQUENCE)
                .get(0)
                .string(Tag.SLICE_THICKNESS))
        .contains("2.5");
  }

  @ParameterizedTest
  @CsvSource({
    "name-latin1, Müller^Jörg",
    "name-japanese, Yamada^Tarou=山田^太郎=やまだ^たろう",
    "name-korean, Hong^Gildong=洪^吉洞=홍^길동",
    "name-gb18030, Wang^XiaoDong=王^小东",
    "name-utf8, Wang^XiaoDong=王^小東",
  })
  void writesNamesOfAnyCharacterSetAsUtf8(String fixture, String name) throws IOException {
    DicomObject seg = written.fileOf(header(fixture), written.segment(1)).dataSet();

    assertThat(seg.strings(Tag.SPECIFIC_CHARACTER_SET)).containsExactly("ISO_IR 192");
    assertThat(seg.string(Tag.PATIENT_NAME)).contains(name);
    assertThat(new String(written.instance().bytes(), StandardCharsets.UTF_8)).contains(name);
  }

  @Test
  void carriesMarksOfLossyCompressionAndTrials() throws IOException {
    DicomObject source = SegFixture.attributes();
    source.setString(Tag.LOSSY_IMAGE_COMPRESSION, "01");
    source.setString(Tag.LOSSY_IMAGE_COMPRESSION_RATIO, "10.5");
    source.setString(Tag.LOSSY_IMAGE_COMPRESSION_METHOD, "ISO_10918_1");
    source.setString(Tag.PATIENT_AGE, "061Y");
    source.setString(Tag.PATIENT_IDENTITY_REMOVED, "YES");
    source.setString(Tag.DEIDENTIFICATION_METHOD, "basic profile");

    DicomObject seg = written.fileOf(source, written.segment(1)).dataSet();

    assertThat(seg.string(Tag.LOSSY_IMAGE_COMPRESSION)).contains("01");
    assertThat(seg.string(Tag.LOSSY_IMAGE_COMPRESSION_RATIO)).contains("10.5");
    assertThat(seg.string(Tag.LOSSY_IMAGE_COMPRESSION_METHOD)).contains("ISO_10918_1");
    assertThat(seg.string(Tag.PATIENT_AGE)).contains("061Y");
    assertThat(seg.string(Tag.PATIENT_IDENTITY_REMOVED)).contains("YES");
    assertThat(seg.string(Tag.DEIDENTIFICATION_METHOD)).contains("basic profile");
  }

  @Test
  void saysThatTheSourceDoesNotTellHowItWasDeidentified() throws IOException {
    DicomObject source = SegFixture.attributes();
    source.setString(Tag.PATIENT_IDENTITY_REMOVED, "YES");

    DicomObject seg = written.fileOf(source, written.segment(1)).dataSet();

    assertThat(seg.string(Tag.DEIDENTIFICATION_METHOD)).contains("Not stated by the source");
  }

  private static void assertRaw(DicomObject item, int tag, String text) {
    String raw = new String(item.bytes(tag).orElseThrow(), StandardCharsets.US_ASCII);
    assertThat(raw.strip()).isEqualTo(text);
  }

  private static DicomObject header(String name) throws IOException {
    try (InputStream in =
        SegSourceTest.class.getResourceAsStream("/io/deepgrow/seg/" + name + ".dcm")) {
      DicomFile file = DicomReader.read(in.readAllBytes(), DicomLimits.standard());
      return file.dataSet();
    }
  }
}
