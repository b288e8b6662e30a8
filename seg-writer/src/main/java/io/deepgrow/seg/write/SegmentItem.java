package io.deepgrow.seg.write;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.terminology.AlgorithmType;
import io.deepgrow.seg.terminology.CielabColor;
import io.deepgrow.seg.terminology.CodeItem;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import java.util.List;

/** Items of the Segment Sequence (0062,0002) to write (PS3.3 C.8.20.4). */
final class SegmentItem {

  private SegmentItem() {}

  /** The item of a segment under the number it has in the file. */
  static DicomObject of(int number, SegSegment segment) {
    StructureCode structure = segment.structure();
    DicomObject item = new DicomObject();
    item.setInts(Tag.SEGMENT_NUMBER, number);
    item.setString(Tag.SEGMENT_LABEL, structure.label());
    if (!segment.description().isEmpty()) {
      item.setString(Tag.SEGMENT_DESCRIPTION, segment.description());
    }
    describeAlgorithm(item, segment.algorithm());
    CielabColor color = structure.cielab();
    item.setInts(Tag.RECOMMENDED_DISPLAY_CIELAB_VALUE, color.l(), color.a(), color.b());
    item.setItems(Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE, CodeItem.of(structure.category()));
    List<DicomObject> type = CodeItem.of(structure.type());
    if (!structure.modifiers().isEmpty()) {
      type.get(0)
          .setItems(
              Tag.SEGMENTED_PROPERTY_TYPE_MODIFIER_CODE_SEQUENCE,
              CodeItem.of(structure.modifiers()));
    }
    item.setItems(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, type);
    if (!structure.regions().isEmpty()) {
      item.setItems(Tag.ANATOMIC_REGION_SEQUENCE, CodeItem.of(structure.regions()));
    }
    if (!segment.tracking().isNone()) {
      item.setString(Tag.TRACKING_ID, segment.tracking().id());
      item.setString(Tag.TRACKING_UID, segment.tracking().uid());
    }
    return item;
  }

  private static void describeAlgorithm(DicomObject item, SegAlgorithm algorithm) {
    item.setString(Tag.SEGMENT_ALGORITHM_TYPE, algorithm.type().name());
    if (algorithm.type() == AlgorithmType.MANUAL) {
      return;
    }
    item.setString(Tag.SEGMENT_ALGORITHM_NAME, algorithm.name());
    DicomObject identification = new DicomObject();
    identification.setItems(
        Tag.ALGORITHM_FAMILY_CODE_SEQUENCE, CodeItem.of(CodeItem.ARTIFICIAL_INTELLIGENCE));
    identification.setString(Tag.ALGORITHM_NAME, algorithm.name());
    identification.setString(Tag.ALGORITHM_VERSION, algorithm.version());
    if (!algorithm.parameters().isEmpty()) {
      identification.setString(Tag.ALGORITHM_PARAMETERS, algorithm.parameters());
    }
    item.setItems(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE, List.of(identification));
  }
}
