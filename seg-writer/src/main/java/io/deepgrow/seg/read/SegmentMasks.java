package io.deepgrow.seg.read;

import io.deepgrow.seg.SegException;
import io.deepgrow.seg.terminology.SegmentInfo;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The masks being filled while a SEG is read, by segment number. */
final class SegmentMasks {

  private final VolumeGeometry geometry;
  private final Map<Integer, SegmentInfo> infos = new LinkedHashMap<>();
  private final Map<Integer, Mask> masks = new LinkedHashMap<>();

  SegmentMasks(VolumeGeometry geometry, List<SegmentInfo> segments, SegReadOptions options) {
    this.geometry = geometry;
    long bytes = segments.size() * ((geometry.size().voxels() + 7) >>> 3);
    if (segments.size() > options.maxSegments() || bytes > options.maxMaskBytes()) {
      throw new SegException(
          "seg.limit",
          segments.size()
              + " segments need masks of "
              + bytes
              + " bytes; the limits are "
              + options.maxSegments()
              + " segments and "
              + options.maxMaskBytes()
              + " bytes");
    }
    for (SegmentInfo segment : segments) {
      if (infos.put(segment.number(), segment) != null) {
        throw new SegException(
            "seg.malformed", "Segment number " + segment.number() + " is there twice");
      }
    }
  }

  /**
   * The mask to fill.
   *
   * @throws SegException {@code seg.unknown_segment} when the file does not describe the number
   */
  Mask of(int number) {
    if (!infos.containsKey(number)) {
      throw new SegException(
          "seg.unknown_segment", "The file uses segment " + number + " without describing it");
    }
    return masks.computeIfAbsent(number, n -> Mask.empty(geometry));
  }

  /** The words of one plane of the mask to fill. */
  Mask.Window plane(int number, int plane) {
    int frame = geometry.size().i() * geometry.size().j();
    return of(number).window(plane * frame, (plane + 1) * frame);
  }

  List<ReadSegment> segments() {
    List<ReadSegment> segments = new ArrayList<>();
    for (SegmentInfo info : infos.values()) {
      if (!info.isBackground()) {
        segments.add(new ReadSegment(info, of(info.number())));
      }
    }
    return segments;
  }
}
