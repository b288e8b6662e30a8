package io.deepgrow.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says in each encoding of PS3.5. */
class DicomReaderTest {

  private static void assertSample(DicomObject read) {
    assertThat(read.string(Tag.PATIENT_NAME)).contains("Doe^Jo");
    assertThat(read.integer(Tag.ROWS)).hasValue(0x0102);
    assertThat(read.decimals(Tag.PIXEL_SPACING)).containsExactly(0.5, 0.75);
    assertThat(read.integer(Tag.PIXEL_PADDING_VALUE)).hasValue(-2000);
  }

  private static RawDataSet sample(RawDataSet raw) {
    return raw.text(Tag.PATIENT_NAME, Vr.PN, "Doe^Jo")
        .shorts(Tag.ROWS, Vr.US, 0x0102)
        .text(Tag.PIXEL_SPACING, Vr.DS, "0.5\\0.75")
        .shorts(Tag.PIXEL_REPRESENTATION, Vr.US, 1)
        .shorts(Tag.PIXEL_PADDING_VALUE, Vr.SS, -2000);
  }

  @Test
  void readsTheSameInEveryEncoding() {
    assertSample(
        sample(RawDataSet.explicitLittle()).read(TransferSyntax.EXPLICIT_LITTLE).dataSet());
    assertSample(
        sample(RawDataSet.implicitLittle()).read(TransferSyntax.IMPLICIT_LITTLE).dataSet());
    assertSample(sample(RawDataSet.explicitBig()).read(TransferSyntax.EXPLICIT_BIG).dataSet());
    assertSample(sample(RawDataSet.explicitLittle()).read(TransferSyntax.DEFLATED).dataSet());
  }

  @Test
  void readsADeflatedFileWithoutAttributes() {
    DicomFile file = RawDataSet.explicitLittle().read(TransferSyntax.DEFLATED);
    assertThat(file.dataSet().isEmpty()).isTrue();
    assertThat(file.syntax()).isEqualTo(TransferSyntax.DEFLATED);
  }

  @Test
  void readsAnEmptyDataSet() {
    assertThat(RawDataSet.explicitLittle().read(TransferSyntax.EXPLICIT_LITTLE).dataSet().tags())
        .isEmpty();
  }

  @Test
  void takesRepresentationsFromTheFileAndNotFromTheDictionary() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .text(0x00091001, Vr.LO, "private ")
            .shorts(0x00091002, Vr.US, 7)
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.string(0x00091001)).contains("private");
    assertThat(read.integer(0x00091002)).hasValue(7);
  }

  @Test
  void keepsPrivateElementsOfImplicitFilesAsBytesWithTheirCreator() {
    DicomObject read =
        RawDataSet.implicitLittle()
            .text(0x00090010, Vr.LO, "ACME")
            .value(0x00091001, Vr.UN, (byte) 1, (byte) 2)
            .read(TransferSyntax.IMPLICIT_LITTLE)
            .dataSet();
    assertThat(read.vr(0x00090010)).contains(Vr.LO);
    assertThat(read.string(0x00090010)).contains("ACME");
    assertThat(read.vr(0x00091001)).contains(Vr.UN);
    assertThat(read.bytes(0x00091001)).contains(new byte[] {1, 2});
  }

  @Test
  void acceptsValuesOfOddLength() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .text(Tag.PATIENT_ID, Vr.LO, "ABC")
            .value(0x00091001, Vr.OB, (byte) 9)
            .shorts(Tag.ROWS, Vr.US, 5)
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.string(Tag.PATIENT_ID)).contains("ABC");
    assertThat(read.bytes(0x00091001)).contains(new byte[] {9});
    assertThat(read.integer(Tag.ROWS)).hasValue(5);
  }

  @Test
  void trimsPaddingAndKeepsInnerBlanks() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .text(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3\0")
            .text(Tag.STUDY_DESCRIPTION, Vr.LO, " a b  ")
            .text(0x00204000, Vr.LT, "  kept \\ here ")
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.string(Tag.SOP_INSTANCE_UID)).contains("1.2.3");
    assertThat(read.string(Tag.STUDY_DESCRIPTION)).contains("a b");
    assertThat(read.strings(0x00204000)).containsExactly("  kept \\ here");
  }

  @Test
  void readsAnUnknownRepresentationAsBytesWhenItsLengthIsLong() {
    byte[] value = {'Z', 'Z', 0, 0, 2, 0, 0, 0, 4, 5};
    DicomObject read =
        RawDataSet.explicitLittle()
            .tag(0x00091001)
            .raw(value)
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.vr(0x00091001)).contains(Vr.UN);
    assertThat(read.bytes(0x00091001)).contains(new byte[] {4, 5});
  }

  @Test
  void refusesAnUnreadableRepresentation() {
    RawDataSet raw = RawDataSet.explicitLittle().tag(Tag.PATIENT_ID).raw(new byte[8]);
    assertCode(raw, "dicom.malformed");
  }

  @Test
  void ignoresGroupLengthsStrayDelimitersAndTrailingPadding() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .header(0x00100000, Vr.UL, 4)
            .number(99)
            .text(Tag.PATIENT_ID, Vr.LO, "ID")
            .itemEnd()
            .sequenceEnd()
            .shorts(Tag.ROWS, Vr.US, 5)
            .value(0xFFFCFFFC, Vr.OB, new byte[10])
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.tags()).containsExactly(Tag.PATIENT_ID, Tag.ROWS);
  }

  @Test
  void toleratesAFewBytesAfterTheLastAttribute() {
    DicomObject read =
        RawDataSet.explicitLittle()
            .text(Tag.PATIENT_ID, Vr.LO, "ID")
            .raw((byte) 0, (byte) 0)
            .read(TransferSyntax.EXPLICIT_LITTLE)
            .dataSet();
    assertThat(read.tags()).containsExactly(Tag.PATIENT_ID);
  }

  @Test
  void doesNotBelieveTheGroupLengthOfTheMetaInformation() {
    byte[] file =
        RawDataSet.explicitLittle()
            .raw(new byte[128])
            .raw("DICM".getBytes(StandardCharsets.US_ASCII))
            .header(Tag.FILE_META_INFORMATION_GROUP_LENGTH, Vr.UL, 4)
            .number(3)
            .text(Tag.TRANSFER_SYNTAX_UID, Vr.UI, "1.2.840.10008.1.2.1 ")
            .text(Tag.PATIENT_ID, Vr.LO, "ID")
            .bytes();
    assertThat(DicomReader.read(file, DicomLimits.standard()).dataSet().string(Tag.PATIENT_ID))
        .contains("ID");
  }

  @Test
  void refusesWhatHasNoMarkOrNoTransferSyntax() {
    assertThatThrownBy(() -> DicomReader.read(new byte[200], DicomLimits.standard()))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.not_part10"));
    byte[] bare =
        RawDataSet.explicitLittle()
            .raw(new byte[128])
            .raw("DICM".getBytes(StandardCharsets.US_ASCII))
            .text(Tag.PATIENT_ID, Vr.LO, "ID")
            .bytes();
    assertThatThrownBy(() -> DicomReader.read(bare, DicomLimits.standard()))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.malformed"));
  }

  @Test
  void refusesATransferSyntaxThatIsNoUid() {
    TransferSyntax text = new TransferSyntax("somebody", "", true, false, false, false);
    assertThatThrownBy(() -> RawDataSet.explicitLittle().read(text))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.bad_uid"))
        .hasMessageNotContaining("somebody");
  }

  @Test
  void refusesUndefinedLengthOutsideOfSequences() {
    RawDataSet raw = RawDataSet.explicitLittle().header(0x00420011, Vr.OB, RawDataSet.UNDEFINED);
    assertCode(raw, "dicom.malformed");
  }

  private static void assertCode(RawDataSet raw, String code) {
    assertThatThrownBy(() -> raw.read(TransferSyntax.EXPLICIT_LITTLE))
        .isInstanceOfSatisfying(DicomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void readsHeadersWithoutTheirPixels(@TempDir Path folder) throws IOException {
    byte[] bytes =
        RawDataSet.explicitLittle()
            .shorts(Tag.ROWS, Vr.US, 2)
            .value(Tag.PIXEL_DATA, Vr.OW, new byte[8])
            .file(TransferSyntax.EXPLICIT_LITTLE);
    Path path = Files.write(folder.resolve("a.dcm"), bytes);

    DicomFile header = DicomReader.readHeader(path, DicomLimits.standard());
    DicomFile whole = DicomReader.read(path, DicomLimits.standard());
    DicomFile stream = DicomReader.read(new ByteArrayInputStream(bytes), DicomLimits.standard());

    assertThat(header.pixelData().isEmpty()).isTrue();
    assertThat(header.dataSet().integer(Tag.ROWS)).hasValue(2);
    assertThat(whole.pixelData().nativeBytes()).hasSize(8);
    assertThat(stream.pixelData().nativeBytes()).hasSize(8);
  }

  @Test
  void swapsBigEndianPixelWordsButNotBytes() {
    byte[] pixels = {1, 2, 3, 4};
    DicomFile words =
        RawDataSet.explicitBig()
            .value(Tag.PIXEL_DATA, Vr.OW, pixels)
            .read(TransferSyntax.EXPLICIT_BIG);
    DicomFile bytes =
        RawDataSet.explicitBig()
            .value(Tag.PIXEL_DATA, Vr.OB, pixels)
            .read(TransferSyntax.EXPLICIT_BIG);
    assertThat(words.pixelData().nativeBytes()).containsExactly(2, 1, 4, 3);
    assertThat(bytes.pixelData().nativeBytes()).containsExactly(1, 2, 3, 4);
  }
}
