package io.deepgrow.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the writer puts where. */
class DicomWriterTest {

  private static DicomObject object() {
    return new DicomObject()
        .setString(Tag.SOP_CLASS_UID, "1.2.30")
        .setString(Tag.SOP_INSTANCE_UID, "1.2.31");
  }

  private static DicomObject again(DicomObject object, TransferSyntax syntax) {
    return DicomReader.read(
            DicomWriter.bytes(new DicomFile(syntax, object, PixelData.NONE)),
            DicomLimits.standard())
        .dataSet();
  }

  @Test
  void writesThePreambleTheMarkAndTheMetaInformationFirst() {
    byte[] bytes =
        DicomWriter.bytes(new DicomFile(TransferSyntax.IMPLICIT_LITTLE, object(), PixelData.NONE));
    assertThat(bytes).startsWith(new byte[128]);
    assertThat(new String(bytes, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
    assertThat(bytes[132]).isEqualTo((byte) 2);
    int groupLength = (bytes[140] & 0xFF) | (bytes[141] & 0xFF) << 8;
    // (0008,0016) follows where the group length says
    assertThat(bytes[144 + groupLength]).isEqualTo((byte) 8);
    assertThat(bytes[144 + groupLength + 2]).isEqualTo((byte) 0x16);
  }

  @Test
  void writesTheSameBytesAgain() {
    DicomFile file = new DicomFile(TransferSyntax.DEFLATED, object(), PixelData.NONE);
    assertThat(DicomWriter.bytes(file)).isEqualTo(DicomWriter.bytes(file)).hasSizeGreaterThan(132);
    assertThat(DicomWriter.bytes(file).length % 2).isZero();
  }

  @Test
  void padsEveryValueToEvenLength() {
    DicomObject read =
        again(
            object()
                .setString(Tag.STUDY_INSTANCE_UID, "1.2.3")
                .setString(Tag.PATIENT_ID, "ABC")
                .setBytes(0x00091001, Vr.UN, new byte[] {7}),
            TransferSyntax.EXPLICIT_LITTLE);
    assertThat(read.bytes(Tag.STUDY_INSTANCE_UID))
        .contains(new byte[] {'1', '.', '2', '.', '3', 0});
    assertThat(read.bytes(Tag.PATIENT_ID)).contains(new byte[] {'A', 'B', 'C', ' '});
    assertThat(read.bytes(0x00091001)).contains(new byte[] {7, 0});
  }

  @Test
  void keepsDecimalTextLetterByLetter() {
    DicomObject read =
        again(
            object().setString(Tag.IMAGE_POSITION_PATIENT, "-170.50", "1.0E+1", "0.00000000000001"),
            TransferSyntax.EXPLICIT_LITTLE);
    assertThat(read.strings(Tag.IMAGE_POSITION_PATIENT))
        .containsExactly("-170.50", "1.0E+1", "0.00000000000001");
  }

  @Test
  void writesOtherNumbersInTheByteOrderOfTheSyntax() {
    DicomObject object =
        object()
            .setInts(Tag.ROWS, 0x0102)
            .setDoubles(0x00189306, 1.25)
            .setInts(0x00280009, 0x00189306)
            .setItems(Tag.REFERENCED_SERIES_SEQUENCE, new DicomObject().setInts(Tag.ROWS, 3));
    for (TransferSyntax syntax :
        List.of(
            TransferSyntax.EXPLICIT_BIG,
            TransferSyntax.EXPLICIT_LITTLE,
            TransferSyntax.IMPLICIT_LITTLE,
            TransferSyntax.DEFLATED)) {
      DicomObject read = again(object, syntax);
      assertThat(read.integer(Tag.ROWS)).hasValue(0x0102);
      assertThat(read.decimals(0x00189306)).containsExactly(1.25);
      assertThat(read.integer(0x00280009)).hasValue(0x00189306);
      assertThat(read.item(Tag.REFERENCED_SERIES_SEQUENCE).orElseThrow().integer(Tag.ROWS))
          .hasValue(3);
    }
  }

  @Test
  void refusesAShortFormValueThatIsTooLong() {
    DicomObject object = object().setString(Tag.STUDY_DESCRIPTION, "x".repeat(70_000));
    assertCode(object, "dicom.limit.value");
  }

  @Test
  void refusesAnObjectWithoutItsIdentifiers() {
    assertCode(new DicomObject(), "dicom.malformed");
    assertCode(object().remove(Tag.SOP_CLASS_UID), "dicom.malformed");
  }

  private static void assertCode(DicomObject object, String code) {
    DicomFile file = new DicomFile(TransferSyntax.EXPLICIT_LITTLE, object, PixelData.NONE);
    assertThatThrownBy(() -> DicomWriter.bytes(file))
        .isInstanceOfSatisfying(DicomException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private record Zeros(long length) implements DicomWriter.PixelSource {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(new byte[(int) length]);
    }
  }

  @Test
  void streamsPixelsBehindTheAttributes() throws IOException {
    for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.DEFLATED)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DicomWriter.write(object().setInts(Tag.BITS_ALLOCATED, 8), syntax, new Zeros(1000), out);
      DicomFile read = DicomReader.read(out.toByteArray(), DicomLimits.standard());
      assertThat(read.pixelData().nativeBytes()).isEqualTo(new byte[1000]);
    }
  }

  @Test
  void refusesPixelsOfOddOrTooGreatLength() {
    for (long length : new long[] {3, 1L << 32}) {
      assertThatThrownBy(
              () ->
                  DicomWriter.write(
                      object(),
                      TransferSyntax.EXPLICIT_LITTLE,
                      new Zeros(length),
                      OutputStream.nullOutputStream()))
          .isInstanceOfSatisfying(
              DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.limit.pixels"));
    }
  }

  @Test
  void fillsNativePixelsOfOddLength() {
    DicomFile file =
        new DicomFile(
            TransferSyntax.EXPLICIT_LITTLE,
            object().setInts(Tag.BITS_ALLOCATED, 8),
            new PixelData(new byte[] {1, 2, 3}, List.of()));
    assertThat(
            DicomReader.read(DicomWriter.bytes(file), DicomLimits.standard())
                .pixelData()
                .nativeBytes())
        .containsExactly(1, 2, 3, 0);
  }
}
