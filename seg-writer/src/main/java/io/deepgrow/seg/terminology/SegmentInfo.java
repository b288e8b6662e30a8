package io.deepgrow.seg.terminology;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegException;
import java.util.List;

/**
 * What a file says about one of its segments.
 *
 * @param algorithmType as written, since others use more than the three values
 * @param category Tissue when the file has no readable code, and so {@code type}
 * @param colors the recommended colour, none or one
 */
public record SegmentInfo(
    int number,
    String label,
    String description,
    String algorithmType,
    String algorithmName,
    CodedConcept category,
    CodedConcept type,
    List<CodedConcept> modifiers,
    List<CodedConcept> regions,
    List<CielabColor> colors,
    Tracking tracking) {

  private static final CodedConcept UNKNOWN = new CodedConcept("85756007", "SCT", "Tissue");
  private static final CodedConcept BACKGROUND = new CodedConcept("125040", "DCM", "Background");

  public SegmentInfo {
    modifiers = List.copyOf(modifiers);
    regions = List.copyOf(regions);
    colors = List.copyOf(colors);
  }

  /** Reads an item of the Segment Sequence (0062,0002). */
  public static SegmentInfo of(DicomObject item) {
    int number =
        item.integer(Tag.SEGMENT_NUMBER)
            .orElseThrow(
                () ->
                    new SegException(
                        "seg.malformed", "A segment item has no Segment Number (0062,0004)"));
    String id = item.string(Tag.TRACKING_ID).orElse("");
    String uid = item.string(Tag.TRACKING_UID).orElse("");
    return new SegmentInfo(
        number,
        item.string(Tag.SEGMENT_LABEL).orElse(""),
        item.string(Tag.SEGMENT_DESCRIPTION).orElse(""),
        item.string(Tag.SEGMENT_ALGORITHM_TYPE).orElse(""),
        item.string(Tag.SEGMENT_ALGORITHM_NAME).orElse(""),
        first(CodeItem.read(item, Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE)),
        first(CodeItem.read(item, Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE)),
        item.items(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE).stream()
            .flatMap(
                t -> CodeItem.read(t, Tag.SEGMENTED_PROPERTY_TYPE_MODIFIER_CODE_SEQUENCE).stream())
            .toList(),
        CodeItem.read(item, Tag.ANATOMIC_REGION_SEQUENCE),
        colors(item),
        id.isEmpty() || uid.isEmpty() ? Tracking.none() : new Tracking(id, uid));
  }

  /** The background item of a LABELMAP, which is no segment. */
  public boolean isBackground() {
    return type.sameCode(BACKGROUND);
  }

  private static CodedConcept first(List<CodedConcept> concepts) {
    return concepts.isEmpty() ? UNKNOWN : concepts.get(0);
  }

  private static List<CielabColor> colors(DicomObject item) {
    List<Double> parts = item.decimals(Tag.RECOMMENDED_DISPLAY_CIELAB_VALUE);
    if (parts.size() != 3 || parts.stream().anyMatch(p -> !(p >= 0 && p <= 0xFFFF))) {
      return List.of();
    }
    return List.of(
        new CielabColor(parts.get(0).intValue(), parts.get(1).intValue(), parts.get(2).intValue()));
  }
}
