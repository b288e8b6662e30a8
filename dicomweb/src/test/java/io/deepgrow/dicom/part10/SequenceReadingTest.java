package io.deepgrow.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sequences and items of defined and undefined length (PS3.5 7.5). */
class SequenceReadingTest {

  private static final int OUTER = Tag.REFERENCED_SERIES_SEQUENCE;
  private static final int INNER = Tag.REFERENCED_INSTANCE_SEQUENCE;
  private static final byte[] NOTHING = {};

  private static RawDataSet inner() {
    return RawDataSet.explicitLittle().text(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, "1.2.30");
  }

  private static void assertNested(DicomObject read) {
    List<DicomObject> outer = read.items(OUTER);
    assertThat(outer).hasSize(2);
    assertThat(outer.get(0).items(INNER)).hasSize(1);
    assertThat(outer.get(0).items(INNER).get(0).string(Tag.REFERENCED_SOP_INSTANCE_UID))
        .contains("1.2.30");
    assertThat(outer.get(1).isEmpty()).isTrue();
    assertThat(read.string(Tag.PATIENT_ID)).contains("ID");
  }

  private static DicomObject read(RawDataSet raw) {
    return raw.read(TransferSyntax.EXPLICIT_LITTLE).dataSet();
  }

  @Test
  void readsNestedSequencesOfUndefinedLength() {
    assertNested(
        read(
            RawDataSet.explicitLittle()
                .header(OUTER, Vr.SQ, RawDataSet.UNDEFINED)
                .item(RawDataSet.UNDEFINED)
                .header(INNER, Vr.SQ, RawDataSet.UNDEFINED)
                .item(RawDataSet.UNDEFINED)
                .raw(inner().bytes())
                .itemEnd()
                .sequenceEnd()
                .itemEnd()
                .item(RawDataSet.UNDEFINED)
                .itemEnd()
                .sequenceEnd()
                .text(Tag.PATIENT_ID, Vr.LO, "ID")));
  }

  @Test
  void readsNestedSequencesOfDefinedLength() {
    byte[] items = RawDataSet.explicitLittle().item(inner()).bytes();
    RawDataSet content = RawDataSet.explicitLittle().value(INNER, Vr.SQ, items);
    byte[] outer = RawDataSet.explicitLittle().item(content).item(0).bytes();
    assertNested(
        read(
            RawDataSet.explicitLittle()
                .value(OUTER, Vr.SQ, outer)
                .text(Tag.PATIENT_ID, Vr.LO, "ID")));
  }

  @Test
  void readsMixedLengthsAndStrayDelimiters() {
    byte[] items = RawDataSet.explicitLittle().item(inner()).sequenceEnd().bytes();
    byte[] content = RawDataSet.explicitLittle().value(INNER, Vr.SQ, items).itemEnd().bytes();
    byte[] outer = RawDataSet.explicitLittle().item(content.length).raw(content).item(0).bytes();
    assertNested(
        read(
            RawDataSet.explicitLittle()
                .value(OUTER, Vr.SQ, outer)
                .text(Tag.PATIENT_ID, Vr.LO, "ID")));
  }

  @Test
  void readsEmptySequences() {
    DicomObject read =
        read(
            RawDataSet.explicitLittle()
                .value(OUTER, Vr.SQ, NOTHING)
                .header(INNER, Vr.SQ, RawDataSet.UNDEFINED)
                .sequenceEnd());
    assertThat(read.contains(OUTER)).isTrue();
    assertThat(read.items(OUTER)).isEmpty();
    assertThat(read.items(INNER)).isEmpty();
  }

  @Test
  void readsImplicitSequences() {
    RawDataSet raw =
        RawDataSet.implicitLittle()
            .header(OUTER, Vr.SQ, RawDataSet.UNDEFINED)
            .item(RawDataSet.UNDEFINED)
            .text(Tag.SERIES_INSTANCE_UID, Vr.UI, "1.2.30")
            .itemEnd()
            .sequenceEnd();
    DicomObject read = raw.read(TransferSyntax.IMPLICIT_LITTLE).dataSet();
    assertThat(read.item(OUTER).orElseThrow().string(Tag.SERIES_INSTANCE_UID)).contains("1.2.30");
  }

  @Test
  void readsUnOfUndefinedLengthAsImplicitLittleEndian() {
    byte[] inside =
        RawDataSet.implicitLittle()
            .item(RawDataSet.UNDEFINED)
            .shorts(Tag.ROWS, Vr.US, 0x0102)
            .text(0x00091001, Vr.UN, "AB")
            .itemEnd()
            .sequenceEnd()
            .bytes();
    DicomObject little =
        read(
            RawDataSet.explicitLittle()
                .header(0x00091010, Vr.UN, RawDataSet.UNDEFINED)
                .raw(inside)
                .text(Tag.PATIENT_ID, Vr.LO, "ID"));
    assertThat(little.vr(0x00091010)).contains(Vr.SQ);
    assertThat(little.items(0x00091010).get(0).integer(Tag.ROWS)).hasValue(0x0102);
    assertThat(little.string(Tag.PATIENT_ID)).contains("ID");

    DicomObject big =
        RawDataSet.explicitBig()
            .header(0x00091010, Vr.UN, RawDataSet.UNDEFINED)
            .raw(inside)
            .shorts(Tag.COLUMNS, Vr.US, 3)
            .read(TransferSyntax.EXPLICIT_BIG)
            .dataSet();
    assertThat(big.items(0x00091010).get(0).integer(Tag.ROWS)).hasValue(0x0102);
    assertThat(big.integer(Tag.COLUMNS)).hasValue(3);
  }

  @Test
  void keepsUnOfDefinedLengthAsBytes() {
    DicomObject read =
        read(RawDataSet.explicitLittle().value(0x00091010, Vr.UN, (byte) 1, (byte) 2));
    assertThat(read.vr(0x00091010)).contains(Vr.UN);
    assertThat(read.bytes(0x00091010)).contains(new byte[] {1, 2});
  }

  @Test
  void doesNotTakeAnIconForTheImage() {
    RawDataSet icon =
        RawDataSet.explicitLittle()
            .shorts(Tag.ROWS, Vr.US, 1)
            .value(Tag.PIXEL_DATA, Vr.OW, (byte) 7, (byte) 7);
    DicomFile file =
        RawDataSet.explicitLittle()
            .value(Tag.ICON_IMAGE_SEQUENCE, Vr.SQ, RawDataSet.explicitLittle().item(icon).bytes())
            .value(Tag.PIXEL_DATA, Vr.OW, (byte) 1, (byte) 2)
            .read(TransferSyntax.EXPLICIT_LITTLE);
    assertThat(file.pixelData().nativeBytes()).containsExactly(1, 2);
    assertThat(file.dataSet().item(Tag.ICON_IMAGE_SEQUENCE).orElseThrow().bytes(Tag.PIXEL_DATA))
        .contains(new byte[] {7, 7});
  }

  @Test
  void refusesItemsAndAttributesThatReachBeyondTheirParent() {
    RawDataSet item = RawDataSet.explicitLittle().header(OUTER, Vr.SQ, 8).item(100);
    assertMalformed(item.raw(new byte[100]));

    byte[] attribute = RawDataSet.explicitLittle().text(Tag.PATIENT_ID, Vr.LO, "ABCD").bytes();
    assertMalformed(RawDataSet.explicitLittle().header(OUTER, Vr.SQ, 18).item(10).raw(attribute));

    RawDataSet open =
        RawDataSet.explicitLittle()
            .header(OUTER, Vr.SQ, 10)
            .item(RawDataSet.UNDEFINED)
            .raw(attribute)
            .itemEnd()
            .text(Tag.PATIENT_ID, Vr.LO, "ID");
    assertMalformed(open);
  }

  @Test
  void refusesASequenceOfSomethingElse() {
    assertMalformed(
        RawDataSet.explicitLittle()
            .header(OUTER, Vr.SQ, RawDataSet.UNDEFINED)
            .text(Tag.PATIENT_ID, Vr.LO, "ABCD"));
  }

  private static void assertMalformed(RawDataSet raw) {
    assertThatThrownBy(() -> read(raw))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.malformed"));
  }
}
