package io.deepgrow.dicom.part10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** How fragments make up frames (PS3.5 A.4). */
class EncapsulatedPixelsTest {

  private static final byte[] NO_TABLE = {};
  private static final byte[] JPEG_START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
  private static final byte[] J2K_START = {(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51};
  private static final byte[] MIDDLE = {2, 3};
  private static final byte[] END = {4, 5, 6, 7};

  private static byte[] table(int... offsets) {
    ByteBuffer b = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int offset : offsets) {
      b.putInt(offset);
    }
    return b.array();
  }

  private static byte[] longs(long... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      b.putLong(value);
    }
    return b.array();
  }

  private static RawDataSet frames(int count) {
    return RawDataSet.explicitLittle().text(Tag.NUMBER_OF_FRAMES, Vr.IS, count + " ");
  }

  private static RawDataSet pixels(RawDataSet raw, byte[] table, byte[]... fragments) {
    raw.header(Tag.PIXEL_DATA, Vr.OB, RawDataSet.UNDEFINED).fragment(table);
    for (byte[] fragment : fragments) {
      raw.fragment(fragment);
    }
    return raw.sequenceEnd();
  }

  private static PixelData read(RawDataSet raw) {
    return raw.read(TransferSyntax.JPEG_LOSSLESS_SV1).pixelData();
  }

  private static void assertTwoFrames(PixelData pixels) {
    assertThat(pixels.isEncapsulated()).isTrue();
    assertThat(pixels.fragments()).hasSize(2);
    assertThat(pixels.frame(0)).containsExactly(0xFF, 0xD8, 0xFF, 1, 2, 3);
    assertThat(pixels.frame(1)).containsExactly(0xFF, 0xD8, 0xFF, 1, 4, 5, 6, 7);
  }

  @Test
  void takesFragmentsForFramesWhenTheyAreAsMany() {
    PixelData pixels = read(pixels(frames(3), NO_TABLE, END, MIDDLE, END));
    assertThat(pixels.fragments()).hasSize(3);
    assertThat(pixels.frame(1)).containsExactly(2, 3);
  }

  @Test
  void joinsAllFragmentsOfTheOnlyFrame() {
    PixelData counted = read(pixels(frames(1), NO_TABLE, JPEG_START, MIDDLE, END));
    assertThat(counted.fragments()).hasSize(1);
    assertThat(counted.frame(0)).hasSize(10);
    PixelData uncounted =
        read(pixels(RawDataSet.explicitLittle(), table(0), JPEG_START, MIDDLE, END));
    assertThat(uncounted.frame(0)).isEqualTo(counted.frame(0));
  }

  @Test
  void followsTheBasicOffsetTable() {
    assertTwoFrames(read(pixels(frames(2), table(0, 22), JPEG_START, MIDDLE, JPEG_START, END)));
  }

  @Test
  void followsTheExtendedOffsetTable() {
    RawDataSet raw =
        frames(2)
            .value(Tag.EXTENDED_OFFSET_TABLE, Vr.OV, longs(0, 22))
            .value(Tag.EXTENDED_OFFSET_TABLE_LENGTHS, Vr.OV, longs(6, 8));
    assertTwoFrames(read(pixels(raw, NO_TABLE, JPEG_START, MIDDLE, JPEG_START, END)));
  }

  @Test
  void splitsAtTheStartsOfCodestreamsWithoutATable() {
    assertTwoFrames(read(pixels(frames(2), NO_TABLE, JPEG_START, MIDDLE, JPEG_START, END)));
    PixelData two = read(pixels(frames(2), NO_TABLE, J2K_START, MIDDLE, J2K_START));
    assertThat(two.fragments()).hasSize(2);
    assertThat(two.frame(0)).hasSize(6);
  }

  @Test
  void doesNotBelieveATableOfAnotherNumberOfFrames() {
    assertTwoFrames(read(pixels(frames(2), table(0, 14, 22), JPEG_START, MIDDLE, JPEG_START, END)));
  }

  @Test
  void refusesATableThatPointsBetweenFragments() {
    assertMalformed(pixels(frames(2), table(0, 15), JPEG_START, MIDDLE, JPEG_START, END));
    assertMalformed(pixels(frames(2), table(22, 0), JPEG_START, MIDDLE, JPEG_START, END));
    assertMalformed(pixels(frames(2), table(0, 5000), JPEG_START, MIDDLE, END));
  }

  @Test
  void refusesFragmentsThatCantBeToldApart() {
    assertMalformed(pixels(frames(2), NO_TABLE, MIDDLE, MIDDLE, END));
    assertMalformed(pixels(frames(4), NO_TABLE, JPEG_START, MIDDLE, JPEG_START));
  }

  @Test
  void refusesWhatIsNoFragment() {
    RawDataSet attribute =
        frames(1)
            .header(Tag.PIXEL_DATA, Vr.OB, RawDataSet.UNDEFINED)
            .text(Tag.PATIENT_ID, Vr.LO, "ID");
    assertMalformed(attribute);
    RawDataSet endless =
        frames(1)
            .header(Tag.PIXEL_DATA, Vr.OB, RawDataSet.UNDEFINED)
            .item(RawDataSet.UNDEFINED)
            .sequenceEnd();
    assertMalformed(endless);
  }

  @Test
  void saysWhichFrameIsNotThere() {
    PixelData pixels = read(pixels(frames(1), NO_TABLE, MIDDLE));
    assertThatThrownBy(() -> pixels.frame(1))
        .isInstanceOf(DicomException.class)
        .hasMessageContaining("Frame 2");
    assertThat(read(pixels(frames(1), NO_TABLE)).isEmpty()).isTrue();
  }

  @Test
  void writesFramesThatReadBackTheSame() {
    RawDataSet raw =
        frames(2)
            .text(Tag.SOP_CLASS_UID, Vr.UI, "1.2.30")
            .text(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.31")
            .value(Tag.EXTENDED_OFFSET_TABLE, Vr.OV, longs(0, 22))
            .value(Tag.EXTENDED_OFFSET_TABLE_LENGTHS, Vr.OV, longs(6, 8));
    DicomFile file =
        pixels(raw, NO_TABLE, JPEG_START, MIDDLE, JPEG_START, END)
            .read(TransferSyntax.JPEG_LOSSLESS_SV1);

    DicomFile again = DicomReader.read(DicomWriter.bytes(file), DicomLimits.standard());

    assertTwoFrames(again.pixelData());
    assertThat(again.dataSet().contains(Tag.EXTENDED_OFFSET_TABLE)).isFalse();
    assertThat(file.dataSet().contains(Tag.EXTENDED_OFFSET_TABLE)).isTrue();
  }

  @Test
  void readsNativeFramesInFragments() {
    RawDataSet raw =
        frames(2)
            .shorts(Tag.ROWS, Vr.US, 1)
            .shorts(Tag.COLUMNS, Vr.US, 2)
            .shorts(Tag.BITS_ALLOCATED, Vr.US, 8);
    DicomFile file =
        pixels(raw, NO_TABLE, MIDDLE, MIDDLE).read(TransferSyntax.ENCAPSULATED_UNCOMPRESSED);
    byte[] frame = PixelDecoders.standard().frame(file, ImagePixelModule.of(file.dataSet()), 1);
    assertThat(frame).containsExactly(2, 3);
  }

  private static void assertMalformed(RawDataSet raw) {
    assertThatThrownBy(() -> read(raw))
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.malformed"));
  }
}
