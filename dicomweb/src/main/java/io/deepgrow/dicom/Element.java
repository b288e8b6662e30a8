package io.deepgrow.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** One attribute: raw little-endian bytes with their character set, or the items of a sequence. */
public final class Element {

  private static final byte[] NOTHING = {};

  private final Vr vr;
  private final byte[] bytes;
  private final CharacterSet characters;
  private final List<DicomObject> items;

  private Element(Vr vr, byte[] bytes, CharacterSet characters, List<DicomObject> items) {
    this.vr = vr;
    this.bytes = bytes;
    this.characters = characters;
    this.items = items;
  }

  /** An attribute with a value; the bytes are little-endian and not copied. */
  public static Element of(Vr vr, byte[] bytes, CharacterSet characters) {
    return new Element(vr, bytes, characters, new ArrayList<>());
  }

  /** A sequence of items. */
  public static Element sequence(List<DicomObject> items) {
    return new Element(Vr.SQ, NOTHING, CharacterSet.ASCII, new ArrayList<>(items));
  }

  /** The value representation. */
  public Vr vr() {
    return vr;
  }

  /** The value itself, little-endian and not copied; empty for a sequence. */
  public byte[] bytes() {
    return bytes;
  }

  /** What text in it is encoded in. */
  public CharacterSet characters() {
    return characters;
  }

  /** The items themselves: changes go through. */
  public List<DicomObject> items() {
    return items;
  }

  /** Whether there are neither bytes nor items. */
  public boolean isEmpty() {
    return bytes.length == 0 && items.isEmpty();
  }

  /** The values as text, without padding; numbers as they read. */
  public List<String> strings() {
    if (bytes.length == 0) {
      return List.of();
    }
    if (!vr.isText() && vr != Vr.UN) {
      return numbers().stream().map(Element::plain).toList();
    }
    CharacterSet set = vr.followsCharacterSet() ? characters : CharacterSet.ASCII;
    List<String> values = new ArrayList<>();
    for (String value : set.decode(bytes, vr.isMultiValued(), vr == Vr.PN)) {
      values.add(trim(value));
    }
    return values;
  }

  private static String plain(Number number) {
    double value = number.doubleValue();
    return number instanceof Long ? number.toString() : Double.toString(value);
  }

  private String trim(String value) {
    int end = value.length();
    while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == 0)) {
      end--;
    }
    int start = 0;
    while (!vr.keepsLeadingBlanks() && start < end && value.charAt(start) == ' ') {
      start++;
    }
    return value.substring(start, end);
  }

  /** Binary numbers as Long or Double; AT as group and element in one number. */
  public List<Number> numbers() {
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Number> numbers = new ArrayList<>();
    int size = vr == Vr.AT ? 4 : vr.wordBytes();
    while (b.remaining() >= size) {
      numbers.add(next(b));
    }
    return numbers;
  }

  private Number next(ByteBuffer b) {
    return switch (vr) {
      case US, OW -> (long) (b.getShort() & 0xFFFF);
      case SS -> (long) b.getShort();
      case UL, OL -> b.getInt() & 0xFFFFFFFFL;
      case SL -> (long) b.getInt();
      case SV, UV, OV -> b.getLong();
      case FL, OF -> (double) b.getFloat();
      case FD, OD -> b.getDouble();
      case AT -> (long) (b.getShort() & 0xFFFF) << 16 | (b.getShort() & 0xFFFF);
      default -> (long) (b.get() & 0xFF);
    };
  }
}
