package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.Vr;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary data sets for properties, and what two equal ones have in common. */
final class DataSets {

  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.2";

  private DataSets() {}

  /** Data sets with the identifiers that a writer needs and sequences up to three deep. */
  static Arbitrary<DicomObject> writable() {
    return nested(3)
        .map(
            object ->
                object
                    .setString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                    .setString(Tag.SOP_CLASS_UID, SOP_CLASS)
                    .setString(Tag.SOP_INSTANCE_UID, "2.25.1"));
  }

  private static Arbitrary<DicomObject> nested(int depth) {
    Arbitrary<List<Function<DicomObject, DicomObject>>> parts =
        (depth == 0 ? flat() : mostlyFlat(depth)).list().ofMaxSize(8);
    return parts.map(
        list -> {
          DicomObject object = new DicomObject();
          for (Function<DicomObject, DicomObject> part : list) {
            object = part.apply(object);
          }
          return object;
        });
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> mostlyFlat(int depth) {
    return Arbitraries.integers().between(0, 9).flatMap(n -> n == 0 ? deeper(depth) : flat());
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> deeper(int depth) {
    Arbitrary<Integer> tags =
        Arbitraries.of(Tag.REFERENCED_SERIES_SEQUENCE, Tag.REFERENCED_INSTANCE_SEQUENCE);
    return Combinators.combine(tags, Arbitraries.lazy(() -> nested(depth - 1)).list().ofMaxSize(3))
        .as((tag, items) -> object -> object.setItems(tag, items));
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> flat() {
    return Arbitraries.oneOf(texts(), names(), decimals(), integers(), reals(), bytes(), empties());
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().withChars("aZ 0é\u00ffДж山太郎김한\uD83E\uDE7B").ofMaxLength(12);
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> texts() {
    Arbitrary<Integer> tags =
        Arbitraries.of(Tag.PATIENT_ID, Tag.STUDY_DESCRIPTION, Tag.IMAGE_COMMENTS, 0x00080081);
    return Combinators.combine(tags, text().list().ofMinSize(1).ofMaxSize(3))
        .as((tag, values) -> object -> object.setString(tag, values.toArray(new String[0])));
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> names() {
    return text()
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(groups -> object -> object.setString(Tag.PATIENT_NAME, String.join("=", groups)));
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> decimals() {
    return Arbitraries.doubles()
        .between(-1e9, 1e9)
        .array(double[].class)
        .ofMaxSize(4)
        .map(values -> object -> object.setDoubles(Tag.IMAGE_POSITION_PATIENT, values));
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> integers() {
    Arbitrary<Integer> tags =
        Arbitraries.of(Tag.ROWS, Tag.NUMBER_OF_FRAMES, 0x00280009, 0x00186024, 0x00189219);
    return Combinators.combine(
            tags, Arbitraries.integers().between(0, 32_767).array(int[].class).ofMaxSize(4))
        .as((tag, values) -> object -> object.setInts(tag, values));
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> reals() {
    return Arbitraries.doubles()
        .array(double[].class)
        .ofMaxSize(4)
        .map(values -> object -> object.setDoubles(0x00189306, values));
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> bytes() {
    Arbitrary<Integer> tags = Arbitraries.of(0x00091001, 0x00091002, 0x00420011);
    return Combinators.combine(tags, Arbitraries.bytes().array(byte[].class).ofMaxSize(9))
        .as((tag, value) -> object -> object.setBytes(tag, vrOf(tag), value));
  }

  private static Vr vrOf(int tag) {
    return tag == 0x00091001 ? Vr.UN : Vr.OB;
  }

  private static Arbitrary<Function<DicomObject, DicomObject>> empties() {
    return Arbitraries.of(Tag.PATIENT_NAME, Tag.ROWS, Tag.REFERENCED_SERIES_SEQUENCE)
        .map(tag -> object -> object.setEmpty(tag));
  }

  /** Everything a data set says, without padding and without private representations. */
  static String meaning(DicomObject object) {
    StringBuilder text = new StringBuilder("{");
    for (int tag : object.tags()) {
      Vr vr = object.vr(tag).orElseThrow();
      text.append(Tag.text(tag));
      if (vr == Vr.SQ) {
        object.items(tag).forEach(item -> text.append(meaning(item)));
      } else if (vr.isText()) {
        text.append(
            object.strings(tag).stream().allMatch(String::isEmpty) ? "" : object.strings(tag));
      } else {
        byte[] bytes = object.bytes(tag).orElseThrow();
        text.append(HexFormat.of().formatHex(bytes)).append((bytes.length & 1) == 0 ? "" : "00");
      }
      text.append(';');
    }
    return text.append('}').toString();
  }
}
