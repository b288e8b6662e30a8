package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.series.LoadedSeries;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final byte[] sent = seg();
  private final DicomFile stored = DicomReader.read(sent, DicomLimits.standard());
  private final int pixels =
      stored.dataSet().integer(Tag.ROWS).orElseThrow()
          * stored.dataSet().integer(Tag.COLUMNS).orElseThrow();

  private static byte[] seg() {
    LoadedSeries series = SegSamples.series();
    try {
      return SegMaker.single(
              SegSamples.writer(SegOptions.standard()), series, SegSamples.segments(series))
          .bytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As it comes back after another writer has written it. */
  private boolean equalTo(DicomFile changed) {
    DicomFile back = DicomReader.read(DicomWriter.bytes(changed), DicomLimits.standard());
    return new Comparison().sameMasks(sent, back);
  }

  private boolean bit(int frame, int pixel) {
    int at = frame * pixels + pixel;
    return (stored.pixelData().nativeBytes()[at >> 3] >> (at & 7) & 1) == 1;
  }

  private int frames() {
    return stored.dataSet().integer(Tag.NUMBER_OF_FRAMES).orElseThrow();
  }

  /** Each frame's bits from the start of a byte, as one RLE segment of literal runs. */
  private DicomFile asRle() {
    List<byte[]> fragments = new ArrayList<>();
    for (int f = 0; f < frames(); f++) {
      byte[] packed = new byte[(pixels + 7) / 8];
      for (int p = 0; p < pixels; p++) {
        packed[p >> 3] |= (byte) ((bit(f, p) ? 1 : 0) << (p & 7));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(1).putInt(64);
      out.writeBytes(header.array());
      for (byte b : packed) {
        out.write(0);
        out.write(b);
      }
      fragments.add(out.toByteArray());
    }
    return new DicomFile(
        TransferSyntax.RLE, stored.dataSet(), new PixelData(new byte[0], fragments));
  }

  private static DicomObject renumbered(DicomObject dataSet, int digits) {
    DicomObject copy = dataSet.deepCopy();
    for (DicomObject frame : copy.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)) {
      DicomObject plane = frame.item(Tag.PLANE_POSITION_SEQUENCE).orElseThrow();
      String[] position =
          plane.strings(Tag.IMAGE_POSITION_PATIENT).stream()
              .map(t -> new BigDecimal(t).setScale(digits).toPlainString())
              .toArray(String[]::new);
      plane.setString(Tag.IMAGE_POSITION_PATIENT, position);
    }
    return copy;
  }

  @Test
  void aSegThatComesBackCompressedIsTheSame() {
    assertThat(equalTo(asRle())).isTrue();
    assertThat(
            equalTo(new DicomFile(TransferSyntax.DEFLATED, stored.dataSet(), stored.pixelData())))
        .isTrue();
    assertThat(
            equalTo(
                new DicomFile(
                    TransferSyntax.IMPLICIT_LITTLE, stored.dataSet(), stored.pixelData())))
        .isTrue();
  }

  @Test
  void aSegThatComesBackWithAByteAPixelIsTheSame() {
    byte[] bytes = new byte[frames() * pixels];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (bit(at / pixels, at % pixels) ? 1 : 0);
    }
    DicomObject wide =
        stored
            .dataSet()
            .deepCopy()
            .setInts(Tag.BITS_ALLOCATED, 8)
            .setInts(Tag.BITS_STORED, 8)
            .setInts(Tag.HIGH_BIT, 7);
    assertThat(
            equalTo(
                new DicomFile(
                    TransferSyntax.EXPLICIT_LITTLE, wide, new PixelData(bytes, List.of()))))
        .isTrue();
  }

  @Test
  void numbersAreTheSameHoweverTheyAreWritten() {
    DicomObject rewritten = renumbered(stored.dataSet(), 6);
    rewritten.setString(Tag.NUMBER_OF_FRAMES, " 0" + frames());
    rewritten.setString(Tag.ISSUER_OF_PATIENT_ID, "DCM4CHEE.7D5BB2F9.null");
    assertThat(equalTo(new DicomFile(stored.syntax(), rewritten, stored.pixelData()))).isTrue();
  }

  @Test
  void anotherBitOrPlaceOrInstanceIsNotTheSame() {
    byte[] bits = stored.pixelData().nativeBytes().clone();
    bits[3] ^= 4;
    assertThat(
            equalTo(
                new DicomFile(stored.syntax(), stored.dataSet(), new PixelData(bits, List.of()))))
        .isFalse();

    DicomObject moved = renumbered(stored.dataSet(), 6);
    moved
        .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)
        .get(1)
        .item(Tag.PLANE_POSITION_SEQUENCE)
        .orElseThrow()
        .setString(Tag.IMAGE_POSITION_PATIENT, "-100.25", "31", "-511.9");
    assertThat(equalTo(new DicomFile(stored.syntax(), moved, stored.pixelData()))).isFalse();

    DicomObject other = stored.dataSet().deepCopy().setString(Tag.SOP_INSTANCE_UID, "2.25.1");
    assertThat(equalTo(new DicomFile(stored.syntax(), other, stored.pixelData()))).isFalse();
  }
}
