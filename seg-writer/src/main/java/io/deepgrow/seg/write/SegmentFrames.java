package io.deepgrow.seg.write;

import io.deepgrow.seg.FrameBitWriter;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The frames of one segment, in slice order. */
final class SegmentFrames {

  private final SegSegment segment;
  private final List<FrameRun> runs;

  private SegmentFrames(SegSegment segment, List<FrameRun> runs) {
    this.segment = segment;
    this.runs = runs;
  }

  /** The slices that have a voxel, or all of them when asked for and there is any voxel. */
  static SegmentFrames of(SegSegment segment, boolean omitEmptyFrames) {
    Mask mask = segment.mask();
    long[] words = mask.words();
    int slices = mask.size().k();
    List<FrameRun> runs = new ArrayList<>();
    int first = -1;
    for (int k = 0; k <= slices; k++) {
      boolean used = k < slices && hasVoxel(words, frameBits(mask), k);
      if (used && first < 0) {
        first = k;
      } else if (!used && first >= 0) {
        runs.add(new FrameRun(first, k - first));
        first = -1;
      }
    }
    if (!omitEmptyFrames && !runs.isEmpty()) {
      runs = List.of(new FrameRun(0, slices));
    }
    return new SegmentFrames(segment, List.copyOf(runs));
  }

  SegSegment segment() {
    return segment;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  int count() {
    return runs.stream().mapToInt(FrameRun::slices).sum();
  }

  /** Bits of all its frames. */
  long bits() {
    return count() * frameBits(segment.mask());
  }

  List<FrameRun> runs() {
    return runs;
  }

  void writeTo(FrameBitWriter writer) throws IOException {
    long frameBits = frameBits(segment.mask());
    long[] words = segment.mask().words();
    for (FrameRun run : runs) {
      writer.append(words, run.firstSlice() * frameBits, run.slices() * frameBits);
    }
  }

  private static long frameBits(Mask mask) {
    return (long) mask.size().i() * mask.size().j();
  }

  private static boolean hasVoxel(long[] words, long frameBits, int k) {
    long from = k * frameBits;
    long last = from + frameBits - 1;
    int firstWord = (int) (from >>> 6);
    int lastWord = (int) (last >>> 6);
    long head = -1L << from;
    long tail = -1L >>> -(last + 1);
    if (firstWord == lastWord) {
      return (words[firstWord] & head & tail) != 0;
    }
    if ((words[firstWord] & head) != 0 || (words[lastWord] & tail) != 0) {
      return true;
    }
    for (int word = firstWord + 1; word < lastWord; word++) {
      if (words[word] != 0) {
        return true;
      }
    }
    return false;
  }
}
