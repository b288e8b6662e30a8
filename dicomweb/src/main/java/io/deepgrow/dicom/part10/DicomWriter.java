package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes Part 10 files with defined lengths. Pixel data are streamed from where they lie; the same
 * input gives the same bytes.
 */
public final class DicomWriter {

  /** Who wrote the file (PS3.7 D.3.3.2). */
  public static final String IMPLEMENTATION_CLASS_UID =
      "2.25.170471329126912283461539086345318823681";

  public static final String IMPLEMENTATION_VERSION_NAME = "DEEPGROW_PACS_01";

  private static final long MAX_LENGTH = 0xFFFFFFFEL;

  private DicomWriter() {}

  /** Pixel data that are made while they are written. */
  public interface PixelSource {
    /** Exact number of bytes, even. */
    long length();

    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes an object without pixel data. */
  public static void write(DicomObject object, TransferSyntax syntax, OutputStream out)
      throws IOException {
    start(object, syntax, out);
    if (syntax.deflated()) {
      deflated(out, to -> new ElementWriter(syntax).write(object, to));
    } else {
      new ElementWriter(syntax).write(object, out);
    }
  }

  /** Writes an object with native pixel data, little-endian. */
  public static void write(
      DicomObject object, TransferSyntax syntax, PixelSource pixels, OutputStream out)
      throws IOException {
    if (syntax.encapsulated() || syntax.bigEndian()) {
      throw new IllegalArgumentException("Native pixels are written little-endian");
    }
    if (pixels.length() > MAX_LENGTH || (pixels.length() & 1) != 0) {
      throw DicomException.limit(
          "pixels", "Pixel data of " + pixels.length() + " bytes can't be written");
    }
    start(object, syntax, out);
    Body body =
        to -> {
          ElementWriter writer = new ElementWriter(syntax);
          writer.write(object, to);
          boolean bytes = object.integer(Tag.BITS_ALLOCATED).orElse(16) <= 8;
          writer.header(Tag.PIXEL_DATA, bytes ? Vr.OB : Vr.OW, pixels.length(), to);
          pixels.writeTo(to);
        };
    if (syntax.deflated()) {
      deflated(out, body);
    } else {
      body.writeTo(out);
    }
  }

  /** Writes a file as it was read. */
  public static void write(DicomFile file, OutputStream out) throws IOException {
    PixelData pixels = file.pixelData();
    if (pixels.isEmpty()) {
      write(file.dataSet(), file.syntax(), out);
    } else if (pixels.isEncapsulated()) {
      // frames are written as one fragment each, with a basic table; an extended one would lie
      DicomObject object =
          file.dataSet()
              .deepCopy()
              .remove(Tag.EXTENDED_OFFSET_TABLE)
              .remove(Tag.EXTENDED_OFFSET_TABLE_LENGTHS);
      start(object, file.syntax(), out);
      ElementWriter writer = new ElementWriter(file.syntax());
      writer.write(object, out);
      writer.fragments(pixels.fragments(), out);
    } else {
      write(file.dataSet(), file.syntax(), new Bytes(pixels.nativeBytes()), out);
    }
  }

  public static byte[] bytes(DicomFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static final class Bytes implements PixelSource {

    private final byte[] array;

    Bytes(byte[] array) {
      this.array = array;
    }

    @Override
    public long length() {
      return (long) array.length + (array.length & 1);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(array);
      if ((array.length & 1) != 0) {
        out.write(0);
      }
    }
  }

  @FunctionalInterface
  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private static void deflated(OutputStream out, Body body) throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater);
      body.writeTo(compressed);
      compressed.finish();
      if ((deflater.getBytesWritten() & 1) != 0) {
        out.write(0);
      }
    } finally {
      deflater.end();
    }
  }

  private static void start(DicomObject object, TransferSyntax syntax, OutputStream out)
      throws IOException {
    DicomObject meta =
        new DicomObject()
            .setBytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
            .setString(Tag.MEDIA_STORAGE_SOP_CLASS_UID, required(object, Tag.SOP_CLASS_UID))
            .setString(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, required(object, Tag.SOP_INSTANCE_UID))
            .setString(Tag.TRANSFER_SYNTAX_UID, syntax.uid())
            .setString(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS_UID)
            .setString(Tag.IMPLEMENTATION_VERSION_NAME, IMPLEMENTATION_VERSION_NAME);
    ElementWriter writer = new ElementWriter(TransferSyntax.EXPLICIT_LITTLE);
    ByteArrayOutputStream group = new ByteArrayOutputStream();
    writer.write(meta, group);
    out.write(new byte[128]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    writer.write(
        new DicomObject().setInts(Tag.FILE_META_INFORMATION_GROUP_LENGTH, group.size()), out);
    group.writeTo(out);
  }

  private static String required(DicomObject object, int tag) {
    return object
        .string(tag)
        .orElseThrow(() -> DicomException.malformed("An object to write needs " + Tag.text(tag)));
  }
}
