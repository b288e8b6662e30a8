package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.CharacterSet;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Dictionary;
import io.deepgrow.dicom.Element;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Vr;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final ValueCoder BIG = new ValueCoder(true);

  private final LimitedInput in;
  private final DicomLimits limits;
  private final boolean withPixels;
  private TransferSyntax syntax;
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
    syntax = found();
    DicomObject object = new DicomObject();
    fill(object, UNDEFINED, CharacterSet.ASCII, 0, syntax.explicitVr());
    return object;
  }

  /** The syntax that the data set is in, whatever the file meta says. */
  TransferSyntax syntax() {
    return syntax;
  }

  private TransferSyntax found() throws IOException {
    if (pushed.isEnd()) {
      return syntax;
    }
    byte[] tag = pushed.isTag() ? pushed.raw() : new byte[0];
    byte[] rest = in.peek(ElementStart.BYTES - tag.length);
    byte[] start = Arrays.copyOf(tag, tag.length + rest.length);
    System.arraycopy(rest, 0, start, tag.length, rest.length);
    boolean explicit =
        syntax.explicitVr() ? !ElementStart.isImplicit(start) : ElementStart.isExplicit(start);
    return syntax.asFound(explicit);
  }

  PixelData pixelData(DicomObject dataSet) {
    if (!fragments.isEmpty() && !syntax.encapsulated()) {
      // native pixels that were cut into fragments all the same
      byte[] bytes = fragments.joined();
      coder.toLittle(Vr.OW, bytes);
      return new PixelData(bytes, List.of());
    }
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
    boolean unknown = false;
    if (explicit) {
      byte[] letters = in.bytes(2);
      VrAndLength read = explicitLength(tag, letters);
      unknown = read.vr() == Vr.UN;
      vr = unknown ? vr : read.vr();
      length = read.length();
    } else {
      length = unsigned(in.bytes(4));
    }
    if (tag == Tag.PIXEL_DATA && depth == 0) {
      pixels(vr, length);
      return;
    }
    boolean mayBeItems = !unknown || length == UNDEFINED || startsItem(length);
    if ((vr == Vr.SQ && mayBeItems) || (length == UNDEFINED && unknown)) {
      // what came as UN is implicit little endian inside (PS3.5 6.2.2), as far as writers know
      ValueCoder outside = coder;
      coder = unknown ? LITTLE : coder;
      object.put(
          tag, Element.sequence(sequence(tag, length, characters, depth, explicit && !unknown)));
      coder = outside;
      return;
    }
    if (vr == Vr.SQ) {
      vr = Vr.UN;
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
      // a value of unknown representation is little-endian in every syntax
      byte[] little = unknown ? value : coder.toLittle(vr, value);
      object.put(tag, Element.of(vr, little, characters));
    }
  }

  private boolean startsItem(long length) throws IOException {
    byte[] start = in.peek(4);
    return length == 0
        || (start.length == 4
            && start[0] == (byte) 0xFE
            && start[1] == (byte) 0xFF
            && start[2] == 0
            && start[3] == (byte) 0xE0);
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
      boolean blank = name.isBlank() || (letters[0] == 0 && letters[1] == 0);
      // a short length, or two reserved bytes and a long one
      boolean isShort = small != 0 || ElementStart.isExplicit(in.peek(ElementStart.BYTES));
      long length = isShort ? small : unsigned(in.bytes(4));
      if (!letterPair && (!blank || length == 0)) {
        throw DicomException.malformed(Tag.text(tag) + " has no readable value representation");
      }
      return new VrAndLength(Vr.UN, length);
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
      fill(item, itemLength, characters, depth + 1, itemIsExplicit(itemLength, explicit));
      items.add(item);
    }
    if (in.position() > end) {
      throw DicomException.malformed(Tag.text(tag) + " holds an item that reaches beyond it");
    }
    return items;
  }

  /** Whether an item is encoded as the sequence should be, or the other way all the same. */
  private boolean itemIsExplicit(long itemLength, boolean expected) throws IOException {
    if (itemLength < ElementStart.BYTES) {
      return expected;
    }
    byte[] start = in.peek(ElementStart.BYTES);
    boolean marker = start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF;
    if (marker) {
      return expected;
    }
    return expected ? !ElementStart.isImplicit(start) : ElementStart.isExplicit(start);
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
    boolean swapped = syntax.hasBigEndianPixels() && !syntax.bigEndian();
    (swapped ? BIG : coder).toLittle(swapped ? Vr.OW : vr, nativePixels);
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
