package io.deepgrow.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses one data set from a stream; sequences nest to a bounded depth. */
final class DataSetParser {

  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int TRAILING_PADDING = 0xFFFCFFFC;
  private static final ValueCoder LITTLE = new ValueCoder(false);

  private final LimitedInput in;
  private final DicomLimits limits;
  private final TransferSyntax syntax;
  private final boolean withPixels;
  private ValueCoder coder;
  private PushbackTag pushed = PushbackTag.none();
  private boolean stopped;
  private int elements;
  private byte[] nativePixels = {};
  private Fragments fragments = Fragments.none();

  DataSetParser(LimitedInput in, TransferSyntax syntax, DicomLimits limits, boolean withPixels) {
    this.in = in;
    this.syntax = syntax;
    this.limits = limits;
    this.withPixels = withPixels;
    this.coder = new ValueCoder(syntax.bigEndian());
  }

  /** Reads group 0002, always Explicit VR Little Endian; returns the tag after it. */
  static PushbackTag fileMeta(LimitedInput in, DicomLimits limits, DicomObject meta)
      throws IOException {
    DataSetParser parser = new DataSetParser(in, TransferSyntax.EXPLICIT_LITTLE, limits, false);
    while (true) {
      byte[] raw = parser.fourBytesOrEnd();
      if (raw.length == 0) {
        return PushbackTag.end();
      }
      PushbackTag tag = PushbackTag.of(raw);
      if (tag.first() != 0x0002) {
        return tag;
      }
      parser.pushed = tag;
      parser.element(meta, parser.nextTag(), CharacterSet.ASCII, 0, true);
    }
  }

  /** The whole data set; stops before pixel data when they are not wanted. */
  DicomObject dataSet(PushbackTag first) throws IOException {
    pushed = first;
    DicomObject object = new DicomObject();
    fill(object, UNDEFINED, CharacterSet.ASCII, 0, syntax.explicitVr());
    return object;
  }

  PixelData pixelData(DicomObject dataSet) {
    if (fragments.isEmpty()) {
      return nativePixels.length == 0 ? PixelData.NONE : new PixelData(nativePixels, List.of());
    }
    return new PixelData(new byte[0], fragments.frames(dataSet));
  }

  private void fill(
      DicomObject object, long length, CharacterSet inherited, int depth, boolean explicit)
      throws IOException {
    long end = length == UNDEFINED ? Long.MAX_VALUE : in.position() + length;
    CharacterSet characters = inherited;
    while (!stopped && in.position() < end) {
      int tag;
      if (depth == 0 && !pushed.isTag()) {
        if (pushed.isEnd()) {
          return;
        }
        byte[] raw = fourBytesOrEnd();
        if (raw.length == 0) {
          return;
        }
        pushed = PushbackTag.of(raw);
      }
      tag = nextTag();
      if (tag == ITEM_END || tag == SEQUENCE_END) {
        in.skip(4);
        if (length == UNDEFINED && tag == ITEM_END && depth > 0) {
          return;
        }
        continue;
      }
      if (tag == TRAILING_PADDING && depth == 0) {
        stopped = true;
        return;
      }
      element(object, tag, characters, depth, explicit);
      if (tag == Tag.SPECIFIC_CHARACTER_SET) {
        characters = CharacterSet.of(object.strings(tag));
      }
    }
    if (in.position() > end) {
      throw DicomException.malformed("An item's attributes reach beyond the item");
    }
  }

  private void element(
      DicomObject object, int tag, CharacterSet characters, int depth, boolean explicit)
      throws IOException {
    countElement();
    Vr vr = Dictionary.vrOf(tag);
    long length;
    if (explicit) {
      byte[] letters = in.bytes(2);
      VrAndLength read = explicitLength(tag, letters);
      vr = read.vr();
      length = read.length();
    } else {
      length = unsigned(in.bytes(4));
    }
    if (tag == Tag.PIXEL_DATA && depth == 0) {
      pixels(vr, length);
      return;
    }
    if (vr == Vr.SQ || (length == UNDEFINED && vr == Vr.UN)) {
      // UN of undefined length is implicit little endian inside (PS3.5 6.2.2)
      boolean inside = vr == Vr.SQ && explicit;
      ValueCoder outside = coder;
      coder = vr == Vr.UN ? LITTLE : coder;
      object.put(tag, Element.sequence(sequence(tag, length, characters, depth, inside)));
      coder = outside;
      return;
    }
    if (length == UNDEFINED) {
      throw DicomException.malformed(Tag.text(tag) + " must not have an undefined length");
    }
    if (length > limits.maxValueBytes()) {
      throw DicomException.limit(
          "value", Tag.text(tag) + " of " + length + " bytes; at most " + limits.maxValueBytes());
    }
    byte[] value = in.bytes((int) length);
    if ((tag & 0xFFFF) != 0 || (tag >>> 16) == 0x0002) {
      if (vr == Vr.US && usesSign(tag) && object.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1) {
        vr = Vr.SS;
      }
      object.put(tag, Element.of(vr, coder.toLittle(vr, value), characters));
    }
  }

  private void countElement() {
    if (++elements > limits.maxElements()) {
      throw DicomException.limit(
          "elements", "More than " + limits.maxElements() + " attributes and items");
    }
  }

  private static boolean usesSign(int tag) {
    return tag == Tag.PIXEL_PADDING_VALUE
        || tag == Tag.PIXEL_PADDING_RANGE_LIMIT
        || tag == Tag.SMALLEST_IMAGE_PIXEL_VALUE
        || tag == Tag.LARGEST_IMAGE_PIXEL_VALUE;
  }

  private record VrAndLength(Vr vr, long length) {}

  private VrAndLength explicitLength(int tag, byte[] letters) throws IOException {
    String name = new String(letters, StandardCharsets.US_ASCII);
    byte[] two = in.bytes(2);
    int small = coder.buffer(two).getShort() & 0xFFFF;
    Optional<Vr> known = Vr.of(name);
    if (known.isEmpty()) {
      boolean letterPair =
          Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
      if (!letterPair || small != 0) {
        throw DicomException.malformed(Tag.text(tag) + " has no readable value representation");
      }
      return new VrAndLength(Vr.UN, unsigned(in.bytes(4)));
    }
    Vr vr = known.get();
    return vr.hasLongLength()
        ? new VrAndLength(vr, unsigned(in.bytes(4)))
        : new VrAndLength(vr, small);
  }

  private List<DicomObject> sequence(
      int tag, long length, CharacterSet characters, int depth, boolean explicit)
      throws IOException {
    if (depth + 1 > limits.maxDepth()) {
      throw DicomException.limit("depth", "Sequences nest deeper than " + limits.maxDepth());
    }
    List<DicomObject> items = new ArrayList<>();
    long end = length == UNDEFINED ? Long.MAX_VALUE : in.position() + length;
    while (in.position() < end) {
      int marker = nextTag();
      long itemLength = unsigned(in.bytes(4));
      if (marker == SEQUENCE_END) {
        if (length == UNDEFINED) {
          return items;
        }
        continue;
      }
      if (marker != ITEM) {
        throw DicomException.malformed(Tag.text(tag) + " holds something that is not an item");
      }
      countElement();
      if (items.size() >= limits.maxItems()) {
        throw DicomException.limit(
            "items", Tag.text(tag) + " has more than " + limits.maxItems() + " items");
      }
      if (itemLength != UNDEFINED && end != Long.MAX_VALUE && in.position() + itemLength > end) {
        throw DicomException.malformed(Tag.text(tag) + " holds an item longer than itself");
      }
      DicomObject item = new DicomObject();
      fill(item, itemLength, characters, depth + 1, explicit);
      items.add(item);
    }
    if (in.position() > end) {
      throw DicomException.malformed(Tag.text(tag) + " holds an item that reaches beyond it");
    }
    return items;
  }

  private void pixels(Vr vr, long length) throws IOException {
    if (!withPixels) {
      stopped = true;
      return;
    }
    if (length == UNDEFINED) {
      fragments = Fragments.read(this::nextTag, in, limits);
      return;
    }
    if (length > limits.maxPixelBytes()) {
      throw DicomException.limit(
          "pixels", "Pixel data of " + length + " bytes; at most " + limits.maxPixelBytes());
    }
    nativePixels = in.bytes((int) length);
    coder.toLittle(vr, nativePixels);
  }

  private int nextTag() throws IOException {
    int group;
    int element;
    if (pushed.isTag()) {
      ByteBuffer raw = coder.buffer(pushed.raw());
      group = raw.getShort() & 0xFFFF;
      element = raw.getShort() & 0xFFFF;
      pushed = PushbackTag.none();
    } else {
      ByteBuffer raw = coder.buffer(in.bytes(4));
      group = raw.getShort() & 0xFFFF;
      element = raw.getShort() & 0xFFFF;
    }
    return group << 16 | element;
  }

  private byte[] fourBytesOrEnd() throws IOException {
    int first = in.read();
    if (first < 0) {
      return new byte[0];
    }
    try {
      byte[] rest = in.bytes(3);
      return new byte[] {(byte) first, rest[0], rest[1], rest[2]};
    } catch (EOFException e) {
      // one to three bytes after the last attribute: padding
      return new byte[0];
    }
  }

  private long unsigned(byte[] four) {
    return coder.buffer(four).getInt() & 0xFFFFFFFFL;
  }
}
