package io.deepgrow.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import java.util.List;
import java.util.Optional;

/**
 * Geometry and rescaling of one frame, from the object itself or its functional groups.
 *
 * @param isRescaled whether slope and intercept are stated, not taken for 1 and 0
 * @param phase what tells several volumes at the same positions apart, as text
 */
record SliceHeader(
    SourceSlice source,
    PatientPoint position,
    Vector3 row,
    Vector3 column,
    double rowSpacing,
    double columnSpacing,
    double slope,
    double intercept,
    boolean isRescaled,
    String frameOfReference,
    String stack,
    String phase) {

  private static final int[] PHASE_TAGS = {
    Tag.ACQUISITION_NUMBER,
    Tag.TEMPORAL_POSITION_IDENTIFIER,
    Tag.ECHO_TIME,
    Tag.DIFFUSION_B_VALUE,
    Tag.CONTRAST_BOLUS_START_TIME
  };

  /**
   * The header of a frame.
   *
   * @param frame from zero
   */
  static SliceHeader of(DicomObject object, int frame) {
    FrameGroups groups = FrameGroups.of(object, frame);
    List<String> position = groups.strings(Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION_PATIENT);
    List<String> orientation =
        groups.strings(Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT);
    List<String> spacing = groups.strings(Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING);
    double[] p = numbers(position, 3, "Image Position");
    double[] o = numbers(orientation, 6, "Image Orientation");
    double[] s = numbers(spacing, 2, "Pixel Spacing");
    if (!(s[0] > 0) || !(s[1] > 0)) {
      throw new SeriesException("series.no_geometry", "Pixel Spacing must be above zero");
    }
    Vector3 row = new Vector3(o[0], o[1], o[2]);
    Vector3 column = new Vector3(o[3], o[4], o[5]);
    checkOrientation(row, column);
    SourceSlice source =
        new SourceSlice(
            new SopInstanceUid(object.string(Tag.SOP_INSTANCE_UID).orElse("")),
            object.string(Tag.SOP_CLASS_UID).orElse(""),
            groups.isMultiFrame() ? frame + 1 : 0,
            position,
            orientation,
            spacing,
            first(groups.strings(Tag.PIXEL_MEASURES_SEQUENCE, Tag.SLICE_THICKNESS)).orElse(""));
    return new SliceHeader(
        source,
        new PatientPoint(p[0], p[1], p[2]),
        row.normalized(),
        column.normalized(),
        s[0],
        s[1],
        rescale(groups, Tag.RESCALE_SLOPE, 1),
        rescale(groups, Tag.RESCALE_INTERCEPT, 0),
        states(groups, Tag.RESCALE_SLOPE) && states(groups, Tag.RESCALE_INTERCEPT),
        object.string(Tag.FRAME_OF_REFERENCE_UID).orElse(""),
        first(groups.strings(Tag.FRAME_CONTENT_SEQUENCE, Tag.STACK_ID)).orElse(""),
        phase(object));
  }

  private static void checkOrientation(Vector3 row, Vector3 column) {
    boolean good =
        Math.abs(row.length() - 1) <= 1e-3
            && Math.abs(column.length() - 1) <= 1e-3
            && Math.abs(row.dot(column)) < 1e-3;
    if (!good) {
      throw new SeriesException(
          "series.bad_orientation",
          "Image Orientation (Patient) is not a pair of unit vectors at right angles");
    }
  }

  private static double rescale(FrameGroups groups, int tag, double otherwise) {
    Optional<String> text = first(groups.strings(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, tag));
    if (text.isEmpty()) {
      return otherwise;
    }
    double value = number(text.get());
    if (!Double.isFinite(value) || (tag == Tag.RESCALE_SLOPE && value == 0)) {
      throw new SeriesException("series.bad_rescale", Tag.text(tag) + " is zero or not a number");
    }
    return value;
  }

  private static boolean states(FrameGroups groups, int tag) {
    return first(groups.strings(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, tag)).isPresent();
  }

  private static String phase(DicomObject object) {
    StringBuilder phase = new StringBuilder();
    for (int tag : PHASE_TAGS) {
      object.string(tag).ifPresent(v -> phase.append(Tag.text(tag)).append('=').append(v));
    }
    return phase.toString();
  }

  private static Optional<String> first(List<String> values) {
    return values.stream().findFirst().filter(v -> !v.isBlank());
  }

  private static double[] numbers(List<String> texts, int count, String name) {
    double[] values = texts.stream().mapToDouble(SliceHeader::number).toArray();
    boolean finite = true;
    for (double value : values) {
      finite &= Double.isFinite(value);
    }
    if (values.length != count || !finite) {
      throw new SeriesException(
          "series.no_geometry", name + " is absent or not " + count + " numbers");
    }
    return values;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  String uid() {
    return source.sopInstanceUid().value();
  }

  Vector3 normal() {
    return row.cross(column).normalized();
  }

  /** Position along the normal, mm. */
  double along(Vector3 normal) {
    return position.x() * normal.x() + position.y() * normal.y() + position.z() * normal.z();
  }
}
