package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** Builds DICOM streams attribute by attribute, right ones and wrong ones. */
final class RawDataSet {

  static final long UNDEFINED = 0xFFFFFFFFL;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean explicit;
  private final ByteOrder order;

  private RawDataSet(boolean explicit, ByteOrder order) {
    this.explicit = explicit;
    this.order = order;
  }

  static RawDataSet explicitLittle() {
    return new RawDataSet(true, ByteOrder.LITTLE_ENDIAN);
  }

  static RawDataSet implicitLittle() {
    return new RawDataSet(false, ByteOrder.LITTLE_ENDIAN);
  }

  static RawDataSet explicitBig() {
    return new RawDataSet(true, ByteOrder.BIG_ENDIAN);
  }

  RawDataSet text(int tag, Vr vr, String latin1) {
    return value(tag, vr, latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawDataSet value(int tag, Vr vr, byte... value) {
    return header(tag, vr, value.length).raw(value);
  }

  RawDataSet shorts(int tag, Vr vr, int... values) {
    header(tag, vr, 2L * values.length);
    for (int value : values) {
      raw(buffer(2).putShort((short) value).array());
    }
    return this;
  }

  /** Tag, representation when explicit, and any length. */
  RawDataSet header(int tag, Vr vr, long length) {
    tag(tag);
    if (!explicit) {
      return number(length);
    }
    raw(vr.name().getBytes(StandardCharsets.US_ASCII));
    return vr.hasLongLength()
        ? raw(new byte[2]).number(length)
        : raw(buffer(2).putShort((short) length).array());
  }

  RawDataSet item(long length) {
    return tag(0xFFFEE000).number(length);
  }

  RawDataSet item(RawDataSet content) {
    return item(content.bytes().length).raw(content.bytes());
  }

  RawDataSet fragment(byte... content) {
    return item(content.length).raw(content);
  }

  RawDataSet itemEnd() {
    return tag(0xFFFEE00D).number(0);
  }

  RawDataSet sequenceEnd() {
    return tag(0xFFFEE0DD).number(0);
  }

  RawDataSet tag(int tag) {
    return raw(buffer(4).putShort((short) (tag >>> 16)).putShort((short) tag).array());
  }

  RawDataSet number(long value) {
    return raw(buffer(4).putInt((int) value).array());
  }

  RawDataSet raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A Part 10 file with the least meta information there can be. */
  byte[] file(TransferSyntax syntax) {
    String uid = syntax.uid() + (syntax.uid().length() % 2 == 0 ? "" : "\0");
    byte[] body = syntax.deflated() ? deflate(bytes()) : bytes();
    return explicitLittle()
        .raw(new byte[128])
        .raw("DICM".getBytes(StandardCharsets.US_ASCII))
        .text(Tag.TRANSFER_SYNTAX_UID, Vr.UI, uid)
        .raw(body)
        .bytes();
  }

  DicomFile read(TransferSyntax syntax) {
    return DicomReader.read(file(syntax), DicomLimits.standard());
  }

  static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(plain);
    deflater.finish();
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    byte[] step = new byte[1 << 13];
    while (!deflater.finished()) {
      deflated.write(step, 0, deflater.deflate(step));
    }
    deflater.end();
    return deflated.toByteArray();
  }
}
