package io.deepgrow.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A data set: attributes in the order of their tags. Text is decoded when asked for and kept as it
 * came; {@code toString} never shows a value.
 */
public final class DicomObject {

  private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

  public boolean contains(int tag) {
    return elements.containsKey(tag);
  }

  /** Tags in rising order. */
  public Set<Integer> tags() {
    return Collections.unmodifiableSet(elements.keySet());
  }

  public boolean isEmpty() {
    return elements.isEmpty();
  }

  public Optional<Vr> vr(int tag) {
    return Optional.ofNullable(elements.get(tag)).map(Element::vr);
  }

  /** The first value as text, without padding; empty when absent or without a value. */
  public Optional<String> string(int tag) {
    List<String> values = strings(tag);
    return values.isEmpty() || values.get(0).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0));
  }

  /** All values as text, without padding; DS and IS as they were written. */
  public List<String> strings(int tag) {
    Element element = elements.get(tag);
    return element == null ? List.of() : element.strings();
  }

  /** The first value as a whole number; empty when absent or no such number. */
  public OptionalInt integer(int tag) {
    List<Double> values = decimals(tag);
    if (values.isEmpty()) {
      return OptionalInt.empty();
    }
    double value = values.get(0);
    return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
        ? OptionalInt.of((int) value)
        : OptionalInt.empty();
  }

  /** All values as numbers; what is no number is NaN. */
  public List<Double> decimals(int tag) {
    Element element = elements.get(tag);
    if (element == null) {
      return List.of();
    }
    if (!element.vr().isText()) {
      return element.numbers().stream().map(Number::doubleValue).toList();
    }
    return element.strings().stream().map(DicomObject::number).toList();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The items of a sequence, themselves; none when absent. */
  public List<DicomObject> items(int tag) {
    Element element = elements.get(tag);
    return element == null ? List.of() : element.items();
  }

  /** The first item of a sequence. */
  public Optional<DicomObject> item(int tag) {
    return items(tag).stream().findFirst();
  }

  /** The raw value: numbers little-endian, text in its character set. */
  public Optional<byte[]> bytes(int tag) {
    return Optional.ofNullable(elements.get(tag)).map(e -> e.bytes().clone());
  }

  /** Sets text by the dictionary's representation; whatever it holds is written as UTF-8. */
  public DicomObject setString(int tag, String... values) {
    Vr vr = Dictionary.vrOf(tag);
    if (!vr.isText()) {
      throw new IllegalArgumentException(Tag.text(tag) + " is " + vr + ", not text");
    }
    byte[] bytes = CharacterSet.UTF_8.encode(String.join("\\", values));
    return put(tag, Element.of(vr, bytes, CharacterSet.UTF_8));
  }

  /** Sets whole numbers, binary or as IS or DS text. */
  public DicomObject setInts(int tag, int... values) {
    Vr vr = Dictionary.vrOf(tag);
    if (vr.isNumberText()) {
      return setString(
          tag, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
    }
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (vr) {
        case US, SS, OW -> b.putShort((short) value);
        case UL, SL, OL -> b.putInt(value);
        case SV, UV -> b.putLong(value);
        case AT -> b.putShort((short) (value >>> 16)).putShort((short) value);
        default ->
            throw new IllegalArgumentException(Tag.text(tag) + " is " + vr + ", not a number");
      }
    }
    return put(tag, Element.of(vr, Arrays.copyOf(b.array(), b.position()), CharacterSet.ASCII));
  }

  /** Sets real numbers, binary or as DS text of at most 16 characters. */
  public DicomObject setDoubles(int tag, double... values) {
    Vr vr = Dictionary.vrOf(tag);
    if (vr == Vr.DS) {
      return setString(
          tag, Arrays.stream(values).mapToObj(DecimalString::of).toArray(String[]::new));
    }
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (vr == Vr.FL || vr == Vr.OF) {
        b.putFloat((float) value);
      } else if (vr == Vr.FD || vr == Vr.OD) {
        b.putDouble(value);
      } else {
        throw new IllegalArgumentException(Tag.text(tag) + " is " + vr + ", not a real number");
      }
    }
    return put(tag, Element.of(vr, Arrays.copyOf(b.array(), b.position()), CharacterSet.ASCII));
  }

  public DicomObject setItems(int tag, List<DicomObject> items) {
    return put(tag, Element.sequence(items));
  }

  public DicomObject setItems(int tag, DicomObject... items) {
    return setItems(tag, List.of(items));
  }

  /** Sets a raw value: numbers little-endian. */
  public DicomObject setBytes(int tag, Vr vr, byte[] bytes) {
    return put(tag, Element.of(vr, bytes, CharacterSet.ASCII));
  }

  /** Sets an attribute without a value. */
  public DicomObject setEmpty(int tag) {
    Vr vr = Dictionary.vrOf(tag);
    return put(
        tag,
        vr == Vr.SQ
            ? Element.sequence(List.of())
            : Element.of(vr, new byte[0], CharacterSet.ASCII));
  }

  public DicomObject remove(int tag) {
    elements.remove(tag);
    return this;
  }

  /** Takes over the attributes that the other object has, with their text as it was. */
  public DicomObject copy(DicomObject from, int... tags) {
    for (int tag : tags) {
      Element element = from.elements.get(tag);
      if (element != null) {
        put(tag, element);
      }
    }
    return this;
  }

  /** An object of its own with the same attributes; nested items are copied too. */
  public DicomObject deepCopy() {
    DicomObject copy = new DicomObject();
    elements.forEach(
        (tag, element) -> {
          if (element.vr() == Vr.SQ) {
            List<DicomObject> items = new ArrayList<>();
            element.items().forEach(item -> items.add(item.deepCopy()));
            copy.put(tag, Element.sequence(items));
          } else {
            copy.put(tag, element);
          }
        });
    return copy;
  }

  /** Sets an attribute as it is, in place of an earlier one. */
  public DicomObject put(int tag, Element element) {
    elements.put(tag, element);
    return this;
  }

  /** An attribute that is there; an IllegalArgumentException names the tag of one that is not. */
  public Element element(int tag) {
    Element element = elements.get(tag);
    if (element == null) {
      throw new IllegalArgumentException(Tag.text(tag) + " is not there");
    }
    return element;
  }

  /** Tags, representations and lengths, never values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("DicomObject[");
    elements.forEach(
        (tag, element) -> {
          text.append(Tag.text(tag)).append(' ').append(element.vr()).append(' ');
          text.append(
              element.vr() == Vr.SQ
                  ? element.items().size() + " items"
                  : element.bytes().length + " bytes");
          text.append("; ");
        });
    return text.append(']').toString();
  }
}
