package io.deepgrow.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.CharacterSetChoice;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import io.deepgrow.dicom.json.DicomJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddObjectsTest {

  private static final String UID = "2.25.1";

  private static DicomObject image() {
    return new DicomObject()
        .setString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
        .setString(Tag.SOP_INSTANCE_UID, UID)
        .setString(Tag.PATIENT_ID, "ID")
        .setInts(Tag.ROWS, 280)
        .setInts(Tag.COLUMNS, 300)
        .setInts(Tag.BITS_ALLOCATED, 16)
        .setString(Tag.IMAGE_POSITION_PATIENT, "-70", "-60.5", "200");
  }

  private static byte[] file(TransferSyntax syntax) {
    return DicomWriter.bytes(
        new DicomFile(syntax, image(), new PixelData(new byte[] {1, 2, 3, 4}, List.of())));
  }

  private static DicomFile read(byte[] bytes) {
    return DicomReader.read(bytes, DicomLimits.standard());
  }

  /** A Part 10 file without its preamble and file meta. */
  private static byte[] bare(byte[] file) {
    int length = 12 + (file[140] & 0xFF) + ((file[141] & 0xFF) << 8);
    return Arrays.copyOfRange(file, 132 + length, file.length);
  }

  private static void assertWhole(DicomFile file) {
    assertThat(file.dataSet().integer(Tag.ROWS)).hasValue(280);
    assertThat(file.dataSet().strings(Tag.IMAGE_POSITION_PATIENT))
        .containsExactly("-70", "-60.5", "200");
    assertThat(file.pixelData().nativeBytes()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void readsAttributesOfTheDictionaryThatComeAsUnknown() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .text(Tag.SPECIFIC_CHARACTER_SET, Vr.UN, "ISO_IR 100")
            .text(Tag.PATIENT_NAME, Vr.UN, "M\u00fcller ")
            .value(Tag.ROWS, Vr.UN, (byte) 0x18, (byte) 1)
            .text(Tag.IMAGE_POSITION_PATIENT, Vr.UN, "-70\\-60.5\\200")
            .value(Tag.PIXEL_REPRESENTATION, Vr.UN, (byte) 1, (byte) 0)
            .value(Tag.PIXEL_PADDING_VALUE, Vr.UN, (byte) 0x30, (byte) 0xF8)
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.integer(Tag.ROWS)).hasValue(280);
    assertThat(read.string(Tag.PATIENT_NAME)).contains("M\u00fcller");
    assertThat(read.decimals(Tag.IMAGE_POSITION_PATIENT)).containsExactly(-70.0, -60.5, 200.0);
    assertThat(read.integer(Tag.PIXEL_PADDING_VALUE)).hasValue(-2000);
  }

  @Test
  void unknownIsLittleEndianInBigEndianToo() {
    DicomObject read =
        RawDataSet.explicitBig()
            .value(Tag.ROWS, Vr.UN, (byte) 0x18, (byte) 1)
            .shorts(Tag.COLUMNS, Vr.US, 300)
            .read(TransferSyntax.EXPLICIT_BIG)
            .dataSet();
    assertThat(read.integer(Tag.ROWS)).hasValue(280);
    assertThat(read.integer(Tag.COLUMNS)).hasValue(300);
  }

  @Test
  void readsASequenceOfTheDictionaryThatComesAsUnknown() {
    RawDataSet inside = RawDataSet.implicitLittle();
    inside.tag(Tag.ROWS).number(2).raw((byte) 0x18, (byte) 1);
    byte[] item = RawDataSet.implicitLittle().item(inside).bytes();
    for (Vr vr : List.of(Vr.UN, Vr.SQ)) {
      DicomObject read =
          RawDataSet.explicitLittle()
              .value(Tag.PIXEL_MEASURES_SEQUENCE, vr, item)
              .text(Tag.IMAGE_COMMENTS, Vr.LT, "on")
              .read(TransferSyntax.EXPLICIT_LITTLE)
              .dataSet();
      assertThat(read.item(Tag.PIXEL_MEASURES_SEQUENCE).orElseThrow().integer(Tag.ROWS))
          .hasValue(280);
    }
  }

  @Test
  void readsExplicitItemsInAPrivateSequenceOfUnknownRepresentation() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .header(0x00091010, Vr.UN, RawDataSet.UNDEFINED)
            .item(RawDataSet.explicitLittle().text(0x00081010, Vr.LO, "ABCD"))
            .sequenceEnd()
            .text(Tag.PATIENT_ID, Vr.LO, "ID")
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.item(0x00091010).orElseThrow().string(0x00081010)).contains("ABCD");
    assertThat(read.string(Tag.PATIENT_ID)).contains("ID");
  }

  @Test
  void readsPastARepresentationOfTwoZeros() {
    byte[] shortLength = {0, 0, 4, 0, 'A', 'B', 'C', 'D'};
    byte[] longLength = {0, 0, 0, 0, 4, 0, 0, 0, 'A', 'B', 'C', 'D'};
    for (byte[] value : List.of(shortLength, longLength)) {
      DicomObject read =
          RawDataSet.explicitLittle()
              .tag(0x00091010)
              .raw(value)
              .text(Tag.PATIENT_ID, Vr.LO, "ID")
              .read(TransferSyntax.EXPLICIT_LITTLE)
              .dataSet();
      assertThat(read.bytes(0x00091010).orElseThrow()).containsExactly('A', 'B', 'C', 'D');
      assertThat(read.string(Tag.PATIENT_ID)).contains("ID");
    }
  }

  @Test
  void readsNativePixelsThatCameInFragments() {
    for (int bytes : new int[] {3, 4}) {
      byte[] pixels = Arrays.copyOf(new byte[] {1, 2, 3, 4}, bytes);
      DicomFile file =
          RawDataSet.explicitLittle()
              .shorts(Tag.ROWS, Vr.US, 1)
              .header(Tag.PIXEL_DATA, Vr.OB, RawDataSet.UNDEFINED)
              .fragment()
              .fragment(pixels)
              .raw(new byte[bytes & 1])
              .sequenceEnd()
              .read(TransferSyntax.EXPLICIT_LITTLE);
      assertThat(file.pixelData().nativeBytes()).isEqualTo(pixels);
    }
  }

  @Test
  void readsFilesWithoutPreambleOrFileMeta() {
    for (TransferSyntax syntax :
        List.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.IMPLICIT_LITTLE)) {
      byte[] file = file(syntax);
      assertWhole(read(bare(file)));
      assertWhole(read(Arrays.copyOfRange(file, 128, file.length)));
      assertWhole(read(Arrays.copyOfRange(file, 132, file.length)));
      assertThat(read(bare(file)).syntax()).isEqualTo(syntax);
    }
  }

  @Test
  void callsOtherFilesNoDicomHoweverShort() {
    for (String text : List.of("", "x", "These are the slices of a CT.\n", "x".repeat(5000))) {
      assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.US_ASCII)))
          .isInstanceOfSatisfying(
              DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.not_part10"));
    }
  }

  @Test
  void aFileThatIsCutOffIsAnErrorWhereverItEndsWithinAnAttribute() {
    byte[] file = file(TransferSyntax.EXPLICIT_LITTLE);
    for (int cut : new int[] {140, 300, file.length - 1}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(file, cut)))
          .isInstanceOfSatisfying(
              DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.truncated"));
    }
  }

  @Test
  void readsADataSetThatIsEncodedOtherwiseThanItsMetaSays() {
    byte[] file = file(TransferSyntax.IMPLICIT_LITTLE);
    byte[] other = file(TransferSyntax.EXPLICIT_LITTLE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Arrays.copyOf(other, other.length - bare(other).length));
    out.writeBytes(bare(file));
    DicomFile read = read(out.toByteArray());
    assertWhole(read);
    assertThat(read.syntax()).isEqualTo(TransferSyntax.IMPLICIT_LITTLE);
  }

  @Test
  void readsDeflatedDataWithAZlibHeader() throws Exception {
    byte[] file = file(TransferSyntax.DEFLATED);
    byte[] plain = file(TransferSyntax.EXPLICIT_LITTLE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Arrays.copyOf(file, file.length - bare(file).length));
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(bare(plain));
    }
    assertWhole(read(out.toByteArray()));
  }

  @Test
  void readsGesPrivateSyntaxWithBigEndianPixels() {
    DicomObject dataSet =
        RawDataSet.implicitLittle()
            .tag(Tag.ROWS)
            .number(2)
            .raw((byte) 0x18, (byte) 1)
            .tag(Tag.PIXEL_DATA)
            .number(4)
            .raw((byte) 2, (byte) 1, (byte) 4, (byte) 3)
            .read(TransferSyntax.of("1.2.840.113619.5.2"))
            .dataSet();
    assertThat(dataSet.integer(Tag.ROWS)).hasValue(280);
    DicomFile file =
        RawDataSet.implicitLittle()
            .tag(Tag.PIXEL_DATA)
            .number(4)
            .raw((byte) 2, (byte) 1, (byte) 4, (byte) 3)
            .read(TransferSyntax.of("1.2.840.113619.5.2"));
    assertThat(file.pixelData().nativeBytes()).containsExactly(1, 2, 3, 4);
    assertThat(file.syntax()).isEqualTo(TransferSyntax.IMPLICIT_LITTLE);
  }

  @Test
  void jsonGivesUnknownWhereTheDictionaryKnows() throws Exception {
    String json =
        "[{\"00280010\":{\"vr\":\"UN\",\"InlineBinary\":\"GAE=\"},"
            + "\"00091010\":{\"vr\":\"UN\",\"InlineBinary\":\"GAE=\"}}]";
    DicomObject read =
        DicomJson.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.US_ASCII)),
                DicomLimits.standard())
            .get(0);
    assertThat(read.integer(Tag.ROWS)).hasValue(280);
    assertThat(read.vr(0x00091010)).contains(Vr.UN);
  }

  @ParameterizedTest
  @CsvSource({
    ", 4DFC, M\u00fc",
    "ISO_IR 6, 4DFC, M\u00fc",
    "ISO_IR 192, 4DFC, M\u00fc",
    "ISO IR 192, 4DC3BC, M\u00fc",
    "iso-ir 192, 4DC3BC, M\u00fc",
    "UTF-8, 4DC3BC, M\u00fc",
    "ISO_IR100, 4DFC, M\u00fc",
    "NO SUCH SET, 4DC3BC, M\u00fc",
  })
  void guessesTextForDisplayAndKeepsItsBytes(String declared, String hex, String text) {
    byte[] name = java.util.HexFormat.of().parseHex(hex);
    RawDataSet raw = RawDataSet.explicitLittle();
    if (declared != null) {
      raw.text(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, declared);
    }
    DicomObject read =
        raw.value(Tag.PATIENT_NAME, Vr.PN, name).read(TransferSyntax.EXPLICIT_LITTLE).dataSet();
    assertThat(read.string(Tag.PATIENT_NAME)).contains(text);

    DicomObject copy =
        image()
            .copy(read, Tag.PATIENT_NAME)
            .setString(Tag.SERIES_DESCRIPTION, "L\u00e4sion \u8111");
    CharacterSetChoice.settle(copy, read);
    DicomObject back =
        read(DicomWriter.bytes(new DicomFile(TransferSyntax.EXPLICIT_LITTLE, copy, PixelData.NONE)))
            .dataSet();
    assertThat(Arrays.copyOf(back.bytes(Tag.PATIENT_NAME).orElseThrow(), name.length))
        .isEqualTo(name);
    assertThat(back.strings(Tag.SPECIFIC_CHARACTER_SET))
        .isEqualTo(read.strings(Tag.SPECIFIC_CHARACTER_SET));
    assertThat(back.string(Tag.PATIENT_NAME)).contains(text);
  }

  @Test
  void textWhoseSetTheBytesContradictStaysAsItCame() {
    byte[] utf8 = "M\u00fcller".getBytes(StandardCharsets.UTF_8);
    DicomObject source =
        RawDataSet.explicitLittle()
            .text(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 100")
            .value(Tag.PATIENT_NAME, Vr.PN, utf8)
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    DicomObject copy = image().copy(source, Tag.PATIENT_NAME);
    CharacterSetChoice.settle(copy, source);
    assertThat(copy.string(Tag.SPECIFIC_CHARACTER_SET)).contains("ISO_IR 100");
    assertThat(copy.bytes(Tag.PATIENT_NAME)).contains(utf8);
  }
}
