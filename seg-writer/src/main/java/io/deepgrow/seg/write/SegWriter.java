package io.deepgrow.seg.write;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.seg.FrameBitWriter;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.GridSize;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes DICOM Segmentation objects (BINARY, Explicit VR Little Endian) of masks on the grid of a CT
 * series.
 *
 * <p>The same segments, UIDs and time give the same bytes. Nothing is packed or copied before the
 * instance is written to its stream.
 */
public final class SegWriter {

  private static final int MAX_SEGMENTS = 255;
  private static final long BYTES_PER_FRAME_ITEM = 640;
  private static final long BYTES_PER_REFERENCE = 128;
  private static final long BYTES_OF_HEADER = 8192;

  private final UidSource uids;
  private final Clock clock;
  private final Equipment equipment;
  private final SegOptions options;

  /**
   * @param uids asked three times per instance: SOP instance, series, dimension organization
   * @param clock time of the result, in the zone of the clock
   */
  public SegWriter(UidSource uids, Clock clock, Equipment equipment, SegOptions options) {
    this.uids = uids;
    this.clock = clock;
    this.equipment = equipment;
    this.options = options;
  }

  public SegOutcome write(LoadedSeries source, List<SegSegment> segments) {
    return write(SourceGrid.of(source), source.commonAttributes(), segments);
  }

  /**
   * Plans the instances; their pixel data are packed when they are written. More than 255 segments
   * or bytes above the limit go into further instances.
   *
   * @param sourceAttributes patient, study, series and frame of reference of the source
   * @throws SegException {@code seg.grid_mismatch} when a mask is not on the source grid, {@code
   *     seg.too_large} when one segment alone is larger than the limit, {@code
   *     seg.incomplete_source} when the source lacks a UID
   */
  public SegOutcome write(
      SourceGrid source, DicomObject sourceAttributes, List<SegSegment> segments) {
    checkGrid(source, segments);
    List<SegmentFrames> found = new ArrayList<>();
    List<Integer> empty = new ArrayList<>();
    for (SegSegment segment : segments) {
      SegmentFrames frames = SegmentFrames.of(segment, options.omitEmptyFrames());
      if (frames.isEmpty()) {
        empty.add(segment.number());
      } else {
        found.add(frames);
      }
    }
    if (found.isEmpty()) {
      return new SegOutcome.NothingFound();
    }
    SegHeader header =
        new SegHeader(source, sourceAttributes, equipment, options, ZonedDateTime.now(clock));
    List<SegInstance> instances = new ArrayList<>();
    for (List<SegmentFrames> part : split(source, found)) {
      SegHeader.Uids own = new SegHeader.Uids(uids.next(), uids.next(), uids.next());
      instances.add(new SegInstance(header.build(own, instances.size(), part), part));
    }
    return new SegOutcome.Written(instances, empty);
  }

  private static void checkGrid(SourceGrid source, List<SegSegment> segments) {
    GridSize size = source.geometry().size();
    if (source.slices().isEmpty()) {
      throw new SegException("seg.grid_mismatch", "The slices of the source are not known");
    }
    for (SegSegment segment : segments) {
      if (!segment.mask().size().equals(size)) {
        throw new SegException(
            "seg.grid_mismatch",
            "Segment "
                + segment.number()
                + " has a grid of "
                + segment.mask().size()
                + ", the source one of "
                + size);
      }
    }
  }

  /** Segments that fit together, in their order. */
  private List<List<SegmentFrames>> split(SourceGrid source, List<SegmentFrames> segments) {
    long fixed = BYTES_OF_HEADER + source.slices().size() * BYTES_PER_REFERENCE;
    List<List<SegmentFrames>> parts = new ArrayList<>();
    List<SegmentFrames> part = new ArrayList<>();
    long bytes = fixed;
    for (SegmentFrames segment : segments) {
      long own = estimate(source, segment);
      if (fixed + own > options.maxBytes()) {
        throw new SegException(
            "seg.too_large",
            "Segment "
                + segment.segment().number()
                + " alone takes about "
                + (fixed + own)
                + " bytes, the limit is "
                + options.maxBytes());
      }
      if (!part.isEmpty() && (bytes + own > options.maxBytes() || part.size() == MAX_SEGMENTS)) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = fixed;
      }
      part.add(segment);
      bytes += own;
    }
    parts.add(part);
    return parts;
  }

  private static long estimate(SourceGrid source, SegmentFrames segment) {
    GridSize size = source.geometry().size();
    long pixels = (long) size.i() * size.j() * segment.count();
    return FrameBitWriter.evenLength(pixels) + segment.count() * BYTES_PER_FRAME_ITEM;
  }
}
