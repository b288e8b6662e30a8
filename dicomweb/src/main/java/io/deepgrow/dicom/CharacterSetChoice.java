package io.deepgrow.dicom;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The Specific Character Set of an object that takes text over from a source. Archives tell
 * patients and studies apart by what they make of the bytes, so the source's bytes are written
 * again.
 */
public final class CharacterSetChoice {

  private CharacterSetChoice() {}

  private record Text(DicomObject object, int tag, Element element) {}

  /**
   * Sets (0008,0005) of an object. That is ISO_IR 192, as which the source's text is written, where
   * its own set surely holds it. Where that is absent, unknown, misspelt or contradicted by the
   * bytes, it is the source's as it came: archives tell patients and studies apart by what they
   * make of the bytes, so these stay as they are, and other text is reduced to ASCII if need be.
   */
  public static void settle(DicomObject object, DicomObject source) {
    CharacterSet declared = CharacterSet.of(source.strings(Tag.SPECIFIC_CHARACTER_SET));
    List<Text> texts = new ArrayList<>();
    collect(object, texts);
    boolean sure =
        texts.stream()
            .filter(t -> isIn(t, declared))
            .allMatch(t -> declared.surelyHolds(t.element().bytes()));
    if (sure) {
      object.setString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
      return;
    }
    object.remove(Tag.SPECIFIC_CHARACTER_SET).copy(source, Tag.SPECIFIC_CHARACTER_SET);
    texts.stream().filter(t -> !isIn(t, declared)).forEach(CharacterSetChoice::reduce);
  }

  private static boolean isIn(Text text, CharacterSet set) {
    return text.element().characters().sameAs(set);
  }

  /** Text beyond ASCII, in nested items too. */
  private static void collect(DicomObject object, List<Text> texts) {
    for (int tag : object.tags()) {
      Element element = object.element(tag);
      element.items().forEach(item -> collect(item, texts));
      if (element.vr().followsCharacterSet() && !isAscii(element.bytes())) {
        texts.add(new Text(object, tag, element));
      }
    }
  }

  /** Whether bytes are the same text in every set: no high bit, no escape sequence. */
  public static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0 || b == 0x1b) {
        return false;
      }
    }
    return true;
  }

  private static void reduce(Text text) {
    String plain =
        Normalizer.normalize(String.join("\\", text.element().strings()), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^\\x00-\\x7F]", "?");
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
    text.object().put(text.tag(), Element.of(text.element().vr(), bytes, CharacterSet.ASCII));
  }
}
