package io.deepgrow.seg.write;

import io.deepgrow.dicom.CharacterSetChoice;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegClasses;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.mask.Mask;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The data set of a SEG but for its pixel data (PS3.3 A.51). */
final class SegHeader {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

  private final SourceGrid source;
  private final DicomObject sourceAttributes;
  private final Equipment equipment;
  private final SegOptions options;
  private final ZonedDateTime time;

  SegHeader(
      SourceGrid source,
      DicomObject sourceAttributes,
      Equipment equipment,
      SegOptions options,
      ZonedDateTime time) {
    this.source = source;
    this.sourceAttributes = sourceAttributes;
    this.equipment = equipment;
    this.options = options;
    this.time = time;
  }

  /** The UIDs one instance needs. */
  record Uids(String instance, String series, String dimensions) {}

  /**
   * The attributes of one instance.
   *
   * @param part number of the instance from 0, when a result is split
   */
  DicomObject build(Uids uids, int part, List<SegmentFrames> segments) {
    DicomObject seg = new DicomObject();
    SourceAttributes.copy(sourceAttributes, seg);
    identify(seg, uids, part);
    describeImage(seg, segments);
    describeDimensions(seg, uids.dimensions());
    reference(seg);
    List<DicomObject> items = new ArrayList<>();
    for (SegmentFrames segment : segments) {
      items.add(SegmentItem.of(items.size() + 1, segment.segment()));
    }
    seg.setItems(Tag.SEGMENT_SEQUENCE, items);
    FunctionalGroups groups = new FunctionalGroups(source);
    seg.setItems(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(groups.shared()));
    seg.setItems(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups.perFrame(segments));
    CharacterSetChoice.settle(seg, sourceAttributes);
    return seg;
  }

  private void identify(DicomObject seg, Uids uids, int part) {
    String date = DATE.format(time);
    String clock = TIME.format(time);
    seg.setString(Tag.INSTANCE_CREATION_DATE, date);
    seg.setString(Tag.INSTANCE_CREATION_TIME, clock);
    seg.setString(Tag.SOP_CLASS_UID, SegClasses.SEGMENTATION);
    seg.setString(Tag.SOP_INSTANCE_UID, uids.instance());
    seg.setString(Tag.SERIES_DATE, date);
    seg.setString(Tag.SERIES_TIME, clock);
    seg.setString(Tag.CONTENT_DATE, date);
    seg.setString(Tag.CONTENT_TIME, clock);
    seg.setString(Tag.MODALITY, "SEG");
    seg.setString(Tag.SERIES_INSTANCE_UID, uids.series());
    seg.setInts(Tag.SERIES_NUMBER, options.seriesNumber() + part);
    seg.setString(Tag.SERIES_DESCRIPTION, options.seriesDescription());
    seg.setInts(Tag.INSTANCE_NUMBER, 1);
    seg.setString(Tag.MANUFACTURER, equipment.manufacturer());
    seg.setString(Tag.MANUFACTURER_MODEL_NAME, equipment.modelName());
    seg.setString(Tag.DEVICE_SERIAL_NUMBER, equipment.serialNumber());
    seg.setString(Tag.SOFTWARE_VERSIONS, equipment.softwareVersions());
  }

  private void describeImage(DicomObject seg, List<SegmentFrames> segments) {
    seg.setString(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY");
    seg.setString(Tag.CONTENT_LABEL, "SEGMENTATION");
    setText(seg, Tag.CONTENT_DESCRIPTION, options.contentDescription());
    setText(seg, Tag.CONTENT_CREATOR_NAME, options.contentCreator());
    seg.setInts(Tag.SAMPLES_PER_PIXEL, 1);
    seg.setString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2");
    seg.setInts(Tag.NUMBER_OF_FRAMES, segments.stream().mapToInt(SegmentFrames::count).sum());
    seg.setInts(Tag.ROWS, source.geometry().size().j());
    seg.setInts(Tag.COLUMNS, source.geometry().size().i());
    seg.setInts(Tag.BITS_ALLOCATED, 1);
    seg.setInts(Tag.BITS_STORED, 1);
    seg.setInts(Tag.HIGH_BIT, 0);
    seg.setInts(Tag.PIXEL_REPRESENTATION, 0);
    seg.setString(Tag.SEGMENTATION_TYPE, "BINARY");
    List<Mask> masks = segments.stream().map(s -> s.segment().mask()).toList();
    seg.setString(Tag.SEGMENTS_OVERLAP, SegmentsOverlap.of(masks).name());
  }

  private static void describeDimensions(DicomObject seg, String uid) {
    DicomObject organization = new DicomObject();
    organization.setString(Tag.DIMENSION_ORGANIZATION_UID, uid);
    seg.setItems(Tag.DIMENSION_ORGANIZATION_SEQUENCE, List.of(organization));
    seg.setItems(
        Tag.DIMENSION_INDEX_SEQUENCE,
        List.of(
            dimension(
                uid,
                Tag.REFERENCED_SEGMENT_NUMBER,
                Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                "ReferencedSegmentNumber"),
            dimension(
                uid,
                Tag.IMAGE_POSITION_PATIENT,
                Tag.PLANE_POSITION_SEQUENCE,
                "ImagePositionPatient")));
  }

  private static DicomObject dimension(String uid, int pointer, int group, String label) {
    DicomObject dimension = new DicomObject();
    dimension.setString(Tag.DIMENSION_ORGANIZATION_UID, uid);
    dimension.setInts(Tag.DIMENSION_INDEX_POINTER, pointer);
    dimension.setInts(Tag.FUNCTIONAL_GROUP_POINTER, group);
    dimension.setString(Tag.DIMENSION_DESCRIPTION_LABEL, label);
    return dimension;
  }

  /** Every instance of the source once, in slice order. */
  private void reference(DicomObject seg) {
    List<DicomObject> instances = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SourceSlice slice : source.slices()) {
      if (seen.add(slice.sopInstanceUid().value())) {
        instances.add(FunctionalGroups.reference(slice));
      }
    }
    DicomObject series = new DicomObject();
    series.copy(sourceAttributes, Tag.SERIES_INSTANCE_UID);
    series.setItems(Tag.REFERENCED_INSTANCE_SEQUENCE, instances);
    seg.setItems(Tag.REFERENCED_SERIES_SEQUENCE, List.of(series));
  }

  private static void setText(DicomObject seg, int tag, String text) {
    if (text.isEmpty()) {
      seg.setEmpty(tag);
    } else {
      seg.setString(tag, text);
    }
  }
}
