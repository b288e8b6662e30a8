package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/** Data sets that hostile ones are made of, and everything that callers ask of one. */
public final class FuzzDataSets {

  private FuzzDataSets() {}

  /** A data set with text, numbers, nested sequences and a private attribute. */
  public static DicomObject object() {
    DicomObject item =
        new DicomObject()
            .setString(Tag.REFERENCED_SOP_INSTANCE_UID, "2.25.7")
            .setItems(
                Tag.REFERENCED_SERIES_SEQUENCE,
                new DicomObject().setString(Tag.SERIES_INSTANCE_UID, "2.25.8"));
    return new DicomObject()
        .setString(Tag.SPECIFIC_CHARACTER_SET, "ISO 2022 IR 87", "ISO_IR 192")
        .setString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
        .setString(Tag.SOP_INSTANCE_UID, "2.25.1")
        .setString(Tag.PATIENT_NAME, "Yamada^Tarou")
        .setString(Tag.IMAGE_POSITION_PATIENT, "-1.5", "2", "3e2")
        .setInts(Tag.ROWS, 2)
        .setInts(Tag.COLUMNS, 3)
        .setInts(Tag.BITS_ALLOCATED, 16)
        .setInts(Tag.SAMPLES_PER_PIXEL, 1)
        .setString(Tag.NUMBER_OF_FRAMES, "1")
        .setDoubles(0x00189306, 1.25)
        .setBytes(0x00091001, Vr.UN, new byte[] {7, 8})
        .setItems(Tag.REFERENCED_INSTANCE_SEQUENCE, item, new DicomObject());
  }

  /** A file in every encoding. */
  static List<byte[]> files() {
    Stream<byte[]> written =
        Stream.of(
                TransferSyntax.IMPLICIT_LITTLE,
                TransferSyntax.EXPLICIT_LITTLE,
                TransferSyntax.EXPLICIT_BIG,
                TransferSyntax.DEFLATED)
            .map(s -> new DicomFile(s, object(), s.bigEndian() ? PixelData.NONE : pixels()))
            .map(DicomWriter::bytes);
    Stream<byte[]> encapsulated =
        Stream.of(TransferSyntax.RLE, TransferSyntax.JPEG_BASELINE)
            .map(s -> new DicomFile(s, object(), fragments()))
            .map(DicomWriter::bytes);
    return Stream.of(written, encapsulated, Stream.of(undefinedLengths(), withoutPreamble()))
        .flatMap(all -> all)
        .toList();
  }

  private static PixelData pixels() {
    return new PixelData(new byte[12], List.of());
  }

  private static PixelData fragments() {
    return new PixelData(new byte[0], List.of(new byte[] {1, 2}, new byte[] {3, 4, 5, 6}));
  }

  private static byte[] undefinedLengths() {
    RawDataSet inner = RawDataSet.explicitLittle().text(Tag.SERIES_INSTANCE_UID, Vr.UI, "1.20");
    return RawDataSet.explicitLittle()
        .header(Tag.REFERENCED_SERIES_SEQUENCE, Vr.SQ, RawDataSet.UNDEFINED)
        .item(RawDataSet.UNDEFINED)
        .raw(inner.bytes())
        .itemEnd()
        .item(inner)
        .sequenceEnd()
        .file(TransferSyntax.EXPLICIT_LITTLE);
  }

  private static byte[] withoutPreamble() {
    byte[] file =
        DicomWriter.bytes(new DicomFile(TransferSyntax.EXPLICIT_LITTLE, object(), PixelData.NONE));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 128, file.length - 128);
    return out.toByteArray();
  }

  /** Asks a data set for every value in every way. */
  public static void readAll(DicomObject object) {
    for (int tag : object.tags()) {
      object.vr(tag);
      object.string(tag);
      object.strings(tag);
      object.bytes(tag);
      object.integer(tag);
      object.decimals(tag);
      object.items(tag).forEach(FuzzDataSets::readAll);
    }
    object.deepCopy();
  }
}
