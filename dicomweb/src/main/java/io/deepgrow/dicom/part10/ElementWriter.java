package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.CharacterSet;
import io.deepgrow.dicom.CharacterSetChoice;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Element;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes attributes in one transfer syntax, sequences and items with defined lengths. */
final class ElementWriter {

  private static final int ITEM = 0xFFFEE000;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int UNDEFINED = 0xFFFFFFFF;

  private final TransferSyntax syntax;

  ElementWriter(TransferSyntax syntax) {
    this.syntax = syntax;
  }

  void write(DicomObject object, OutputStream out) throws IOException {
    write(object, CharacterSet.of(object.strings(Tag.SPECIFIC_CHARACTER_SET)), out);
  }

  private void write(DicomObject object, CharacterSet characters, OutputStream out)
      throws IOException {
    CharacterSet own =
        object.contains(Tag.SPECIFIC_CHARACTER_SET)
            ? CharacterSet.of(object.strings(Tag.SPECIFIC_CHARACTER_SET))
            : characters;
    for (int tag : object.tags()) {
      Element element = object.element(tag);
      if (element.vr() == Vr.SQ) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (DicomObject item : element.items()) {
          ByteArrayOutputStream body = new ByteArrayOutputStream();
          write(item, own, body);
          tag(ITEM, items);
          number(body.size(), items);
          body.writeTo(items);
        }
        header(tag, Vr.SQ, items.size(), out);
        items.writeTo(out);
      } else {
        value(tag, element, own, out);
      }
    }
  }

  private void value(int tag, Element element, CharacterSet characters, OutputStream out)
      throws IOException {
    byte[] bytes = recoded(tag, element, characters);
    if (syntax.bigEndian()) {
      bytes = new ValueCoder(true).toLittle(element.vr(), bytes.clone());
    }
    int padding = bytes.length & 1;
    Vr vr = element.vr();
    if (!vr.hasLongLength() && bytes.length + padding > 0xFFFF) {
      throw DicomException.limit("value", Tag.text(tag) + " is too long for " + vr);
    }
    header(tag, vr, bytes.length + padding, out);
    out.write(bytes);
    if (padding == 1) {
      out.write(vr.padding());
    }
  }

  /** Text in the data set's character set; ASCII is the same in all of them. */
  private static byte[] recoded(int tag, Element element, CharacterSet characters) {
    byte[] bytes = element.bytes();
    if (!element.vr().followsCharacterSet()
        || element.characters().sameAs(characters)
        || CharacterSetChoice.isAscii(bytes)) {
      return bytes;
    }
    byte[] text = characters.encode(String.join("\\", element.strings()));
    if (!characters.sameAs(CharacterSet.UTF_8) && lost(text, element, characters)) {
      throw new DicomException(
          "dicom.character_set",
          Tag.text(tag) + " can't be written in the object's character set; use ISO_IR 192");
    }
    return text;
  }

  private static boolean lost(byte[] text, Element element, CharacterSet characters) {
    List<String> back =
        characters.decode(text, element.vr().isMultiValued(), element.vr() == Vr.PN);
    return !back.equals(element.strings());
  }

  /** Tag, representation and length. */
  void header(int tag, Vr vr, long length, OutputStream out) throws IOException {
    tag(tag, out);
    if (!syntax.explicitVr()) {
      number((int) length, out);
      return;
    }
    out.write(vr.name().charAt(0));
    out.write(vr.name().charAt(1));
    byte[] raw = new byte[8];
    ByteBuffer b = ByteBuffer.wrap(raw).order(order());
    if (vr.hasLongLength()) {
      b.putShort((short) 0).putInt((int) length);
    } else {
      b.putShort((short) length);
    }
    out.write(raw, 0, b.position());
  }

  /** Encapsulated pixel data with a full basic offset table, one fragment a frame. */
  void fragments(List<byte[]> frames, OutputStream out) throws IOException {
    header(Tag.PIXEL_DATA, Vr.OB, UNDEFINED, out);
    tag(ITEM, out);
    number(4 * frames.size(), out);
    long offset = 0;
    for (byte[] frame : frames) {
      number((int) offset, out);
      offset += 8L + frame.length + (frame.length & 1);
    }
    for (byte[] frame : frames) {
      tag(ITEM, out);
      number(frame.length + (frame.length & 1), out);
      out.write(frame);
      if ((frame.length & 1) != 0) {
        out.write(0);
      }
    }
    tag(SEQUENCE_END, out);
    number(0, out);
  }

  private void tag(int tag, OutputStream out) throws IOException {
    byte[] raw = new byte[4];
    ByteBuffer.wrap(raw).order(order()).putShort((short) (tag >>> 16)).putShort((short) tag);
    out.write(raw);
  }

  private void number(int value, OutputStream out) throws IOException {
    byte[] raw = new byte[4];
    ByteBuffer.wrap(raw).order(order()).putInt(value);
    out.write(raw);
  }

  private ByteOrder order() {
    return syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
