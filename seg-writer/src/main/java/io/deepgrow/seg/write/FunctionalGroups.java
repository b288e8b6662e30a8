package io.deepgrow.seg.write;

import io.deepgrow.dicom.DecimalString;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.terminology.CodeItem;
import io.deepgrow.series.SourceSlice;
import java.util.ArrayList;
import java.util.List;

/** Shared and per-frame functional groups of a SEG (PS3.3 A.51.5), in the order of its frames. */
final class FunctionalGroups {

  private final SourceGrid source;

  FunctionalGroups(SourceGrid source) {
    this.source = source;
  }

  /** Plane orientation and pixel measures: the source's own strings, the step as measured. */
  DicomObject shared() {
    SourceSlice slice = source.slices().get(0);
    String step = DecimalString.of(withoutNoise(source.medianStep()));
    DicomObject orientation = new DicomObject();
    orientation.setString(
        Tag.IMAGE_ORIENTATION_PATIENT, slice.imageOrientationPatient().toArray(String[]::new));
    DicomObject measures = new DicomObject();
    measures.setString(
        Tag.SLICE_THICKNESS, slice.sliceThickness().isEmpty() ? step : slice.sliceThickness());
    measures.setString(Tag.SPACING_BETWEEN_SLICES, step);
    measures.setString(Tag.PIXEL_SPACING, slice.pixelSpacing().toArray(String[]::new));
    DicomObject shared = new DicomObject();
    shared.setItems(Tag.PLANE_ORIENTATION_SEQUENCE, List.of(orientation));
    shared.setItems(Tag.PIXEL_MEASURES_SEQUENCE, List.of(measures));
    return shared;
  }

  /** A measured length in mm to nine decimals: differences of decimals are not exact. */
  private static double withoutNoise(double millimetres) {
    return Math.rint(millimetres * 1e9) / 1e9;
  }

  /** One item per frame: all frames of segment 1, then of segment 2, and so on. */
  List<DicomObject> perFrame(List<SegmentFrames> segments) {
    List<DicomObject> items = new ArrayList<>();
    for (int number = 1; number <= segments.size(); number++) {
      for (FrameRun run : segments.get(number - 1).runs()) {
        for (int k = run.firstSlice(); k < run.firstSlice() + run.slices(); k++) {
          items.add(frame(number, k));
        }
      }
    }
    return items;
  }

  private DicomObject frame(int segmentNumber, int k) {
    SourceSlice slice = source.slices().get(k);
    DicomObject content = new DicomObject();
    content.setInts(Tag.DIMENSION_INDEX_VALUES, segmentNumber, k + 1);
    DicomObject position = new DicomObject();
    position.setString(
        Tag.IMAGE_POSITION_PATIENT, slice.imagePositionPatient().toArray(String[]::new));
    DicomObject identification = new DicomObject();
    identification.setInts(Tag.REFERENCED_SEGMENT_NUMBER, segmentNumber);
    DicomObject frame = new DicomObject();
    frame.setItems(Tag.DERIVATION_IMAGE_SEQUENCE, List.of(derivation(slice)));
    frame.setItems(Tag.FRAME_CONTENT_SEQUENCE, List.of(content));
    frame.setItems(Tag.PLANE_POSITION_SEQUENCE, List.of(position));
    frame.setItems(Tag.SEGMENT_IDENTIFICATION_SEQUENCE, List.of(identification));
    return frame;
  }

  private static DicomObject derivation(SourceSlice slice) {
    DicomObject image = reference(slice);
    if (slice.frameNumber() > 0) {
      image.setInts(Tag.REFERENCED_FRAME_NUMBER, slice.frameNumber());
    }
    image.setString(Tag.SPATIAL_LOCATIONS_PRESERVED, "YES");
    image.setItems(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, CodeItem.of(CodeItem.SOURCE_IMAGE));
    DicomObject derivation = new DicomObject();
    derivation.setItems(Tag.SOURCE_IMAGE_SEQUENCE, List.of(image));
    derivation.setItems(Tag.DERIVATION_CODE_SEQUENCE, CodeItem.of(CodeItem.SEGMENTATION));
    return derivation;
  }

  /** SOP class and instance of a source slice. */
  static DicomObject reference(SourceSlice slice) {
    DicomObject reference = new DicomObject();
    reference.setString(Tag.REFERENCED_SOP_CLASS_UID, slice.sopClassUid());
    reference.setString(Tag.REFERENCED_SOP_INSTANCE_UID, slice.sopInstanceUid().value());
    return reference;
  }
}
