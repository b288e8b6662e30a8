package io.deepgrow.seg.read;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegClasses;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.terminology.SegmentInfo;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads DICOM Segmentation objects of any writer into masks on the grid of their source: BINARY,
 * FRACTIONAL (by threshold) and LABELMAP, frames in any order, empty frames left out or not.
 */
public final class SegReader {

  private static final double ORIENTATION_TOLERANCE = 1e-3;
  private static final double SPACING_TOLERANCE = 0.01;

  private final SegReadOptions options;

  public SegReader(SegReadOptions options) {
    this.options = options;
  }

  /**
   * Reads all segments.
   *
   * @throws SegException {@code seg.not_seg}, {@code seg.malformed}, {@code seg.unsupported},
   *     {@code seg.limit}, {@code seg.truncated_pixels}, {@code seg.unknown_segment}; {@code
   *     seg.grid_mismatch} when matrix or pixel spacing differ from the source's, {@code
   *     seg.orientation_mismatch} when its planes do, {@code seg.frame_of_reference} when its
   *     coordinates are others than the source's, {@code seg.frame_off_grid}, {@code
   *     seg.position_conflict}, {@code seg.no_position}
   */
  public SegContent read(DicomFile file, SourceGrid source) {
    DicomObject seg = file.dataSet();
    checkIsSeg(seg);
    checkMatrix(seg, source);
    checkFrameOfReference(seg, source);
    Optional<FlippedGrid> flipped = FlippedGrid.of(source, orientation(seg));
    if (flipped.isEmpty()) {
      return readAlong(file, source);
    }
    SegContent content = readAlong(file, flipped.get().grid());
    List<ReadSegment> segments =
        content.segments().stream()
            .map(s -> new ReadSegment(s.info(), flipped.get().unflipped(s.mask())))
            .toList();
    List<String> warnings = new ArrayList<>(content.warnings());
    warnings.add("seg.flipped: rows or columns run the other way than in the source");
    return new SegContent(segments, warnings);
  }

  /** The orientation of the first frame, which the others must have too. */
  private static List<Double> orientation(DicomObject seg) {
    DicomObject shared =
        seg.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElseGet(DicomObject::new);
    DicomObject first =
        seg.item(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).orElseGet(DicomObject::new);
    return decimals(
        new FrameGroups(1, first, shared),
        Tag.PLANE_ORIENTATION_SEQUENCE,
        Tag.IMAGE_ORIENTATION_PATIENT);
  }

  private static void checkFrameOfReference(DicomObject seg, SourceGrid source) {
    String own = seg.string(Tag.FRAME_OF_REFERENCE_UID).orElse("");
    String expected = source.frameOfReferenceUid();
    if (!own.isEmpty() && !expected.isEmpty() && !own.equals(expected)) {
      throw new SegException(
          "seg.frame_of_reference",
          "Segmentation "
              + seg.string(Tag.SOP_INSTANCE_UID).orElse("")
              + " lies in Frame of Reference "
              + own
              + ", the series in "
              + expected
              + "; their positions have nothing to do with each other: choose its own series");
    }
  }

  private SegContent readAlong(DicomFile file, SourceGrid source) {
    DicomObject seg = file.dataSet();
    List<DicomObject> perFrame = seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    checkFrameCount(seg, perFrame.size());
    List<String> warnings = new ArrayList<>();
    List<SegmentInfo> infos =
        seg.items(Tag.SEGMENT_SEQUENCE).stream().map(SegmentInfo::of).toList();
    SegmentMasks masks = new SegmentMasks(source.geometry(), infos, options);
    SegPixels pixels = new SegPixels(file, options);
    FrameVoxels voxels = pixels.voxels(perFrame.size(), warnings);
    DicomObject shared =
        seg.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream()
            .findFirst()
            .orElseGet(DicomObject::new);
    PlaneMatcher planes = new PlaneMatcher(source);
    for (int frame = 0; frame < perFrame.size(); frame++) {
      FrameGroups groups = new FrameGroups(frame + 1, perFrame.get(frame), shared);
      checkPlaneOf(groups, source);
      OptionalInt plane = planes.plane(groups);
      if (plane.isEmpty()) {
        throw new SegException(
            "seg.frame_off_grid",
            "Frame " + groups.number() + " lies on no plane of the source series");
      }
      voxels.addTo(masks, pixels.isLabelMap() ? 0 : segmentOf(groups), frame, plane.getAsInt());
    }
    return new SegContent(masks.segments(), warnings);
  }

  private static void checkIsSeg(DicomObject seg) {
    String sopClass = seg.string(Tag.SOP_CLASS_UID).orElse("");
    if (!sopClass.equals(SegClasses.SEGMENTATION) && !sopClass.equals(SegClasses.LABEL_MAP)) {
      throw new SegException("seg.not_seg", "SOP class " + sopClass + " is no segmentation");
    }
  }

  private static void checkMatrix(DicomObject seg, SourceGrid source) {
    GridSize size = source.geometry().size();
    int rows = seg.integer(Tag.ROWS).orElse(0);
    int columns = seg.integer(Tag.COLUMNS).orElse(0);
    if (rows != size.j() || columns != size.i()) {
      throw new SegException(
          "seg.grid_mismatch",
          "Frames of " + columns + "×" + rows + ", the source has " + size.i() + "×" + size.j());
    }
  }

  private void checkFrameCount(DicomObject seg, int groups) {
    int frames = seg.integer(Tag.NUMBER_OF_FRAMES).orElse(0);
    if (frames != groups || frames < 1) {
      throw new SegException(
          "seg.malformed", frames + " frames with functional groups for " + groups);
    }
    if (frames > options.maxFrames()) {
      throw new SegException("seg.limit", frames + " frames, the limit is " + options.maxFrames());
    }
  }

  private static void checkPlaneOf(FrameGroups groups, SourceGrid source) {
    Vector3 i = source.geometry().direction().i();
    Vector3 j = source.geometry().direction().j();
    List<Double> own =
        decimals(groups, Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT);
    double[] wanted = {i.x(), i.y(), i.z(), j.x(), j.y(), j.z()};
    for (int n = 0; n < own.size() && n < wanted.length; n++) {
      if (!(Math.abs(own.get(n) - wanted[n]) <= ORIENTATION_TOLERANCE)) {
        throw new SegException("seg.orientation_mismatch", otherwise(groups, own, i.cross(j)));
      }
    }
    List<Double> spacing = decimals(groups, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING);
    if (spacing.size() == 2
        && !(near(spacing.get(0), source.geometry().spacing().j())
            && near(spacing.get(1), source.geometry().spacing().i()))) {
      throw new SegException(
          "seg.grid_mismatch",
          "Frame "
              + groups.number()
              + " has pixels of "
              + spacing.get(1)
              + "×"
              + spacing.get(0)
              + " mm, the source has "
              + source.geometry().spacing().i()
              + "×"
              + source.geometry().spacing().j()
              + " mm");
    }
  }

  private static String otherwise(FrameGroups groups, List<Double> own, Vector3 normal) {
    boolean samePlanes =
        own.size() == 6
            && Math.abs(
                    new Vector3(own.get(0), own.get(1), own.get(2))
                        .cross(new Vector3(own.get(3), own.get(4), own.get(5)))
                        .dot(normal))
                > 1 - ORIENTATION_TOLERANCE;
    return "Frame "
        + groups.number()
        + (samePlanes
            ? " lies in the planes of the source series, but turned or with rows for columns"
            : " lies in other planes than the source series");
  }

  private static boolean near(double value, double wanted) {
    return Math.abs(value - wanted) <= SPACING_TOLERANCE * wanted;
  }

  private static List<Double> decimals(FrameGroups groups, int sequence, int tag) {
    Optional<DicomObject> group = groups.group(sequence);
    return group.map(g -> g.decimals(tag)).orElse(List.of());
  }

  private static int segmentOf(FrameGroups groups) {
    return groups
        .group(Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
        .flatMap(
            g -> {
              OptionalInt number = g.integer(Tag.REFERENCED_SEGMENT_NUMBER);
              return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
            })
        .orElseThrow(
            () ->
                new SegException(
                    "seg.malformed", "Frame " + groups.number() + " names no segment"));
  }
}
