package io.deepgrow.seg.terminology;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.List;
import java.util.Optional;

/** Code sequence items (PS3.3 8.8) of the concepts a SEG names, and back. */
public final class CodeItem {

  /** What identified the segments, where a model did. */
  public static final CodedConcept ARTIFICIAL_INTELLIGENCE =
      new CodedConcept("123110", "DCM", "Artificial Intelligence");

  /** Why an image is referred to: a segmentation was derived from it. */
  public static final CodedConcept SEGMENTATION = new CodedConcept("113076", "DCM", "Segmentation");

  /** What an image that is referred to was to the segmentation. */
  public static final CodedConcept SOURCE_IMAGE =
      new CodedConcept("121322", "DCM", "Source image for image processing operation");

  private CodeItem() {}

  /** The items of a sequence with one code. */
  public static List<DicomObject> of(CodedConcept concept) {
    return List.of(item(concept));
  }

  /** The items of a sequence, a code each. */
  public static List<DicomObject> of(List<CodedConcept> concepts) {
    return concepts.stream().map(CodeItem::item).toList();
  }

  private static DicomObject item(CodedConcept concept) {
    DicomObject item = new DicomObject();
    item.setString(Tag.CODE_VALUE, concept.value());
    item.setString(Tag.CODING_SCHEME_DESIGNATOR, concept.scheme());
    item.setString(Tag.CODE_MEANING, concept.meaning());
    return item;
  }

  /** The codes of a sequence; items without value, scheme and meaning are passed over. */
  public static List<CodedConcept> read(DicomObject object, int sequence) {
    return object.items(sequence).stream()
        .map(CodeItem::concept)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<CodedConcept> concept(DicomObject item) {
    Optional<String> value =
        item.string(Tag.CODE_VALUE)
            .or(() -> item.string(Tag.LONG_CODE_VALUE))
            .or(() -> item.string(Tag.URN_CODE_VALUE));
    Optional<String> scheme = item.string(Tag.CODING_SCHEME_DESIGNATOR);
    Optional<String> meaning = item.string(Tag.CODE_MEANING);
    if (value.isEmpty() || scheme.isEmpty() || meaning.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new CodedConcept(value.get(), scheme.get(), meaning.get()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
