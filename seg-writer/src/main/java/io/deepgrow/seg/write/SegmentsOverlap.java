package io.deepgrow.seg.write;

import io.deepgrow.volume.mask.Mask;
import java.util.List;

/** Segments Overlap (0062,0013): whether a voxel belongs to more than one segment. */
enum SegmentsOverlap {
  YES,
  NO;

  /** By test of every voxel; the masks have one grid. */
  static SegmentsOverlap of(List<Mask> masks) {
    if (masks.size() < 2) {
      return NO;
    }
    long[] union = masks.get(0).words().clone();
    for (Mask mask : masks.subList(1, masks.size())) {
      long[] words = mask.words();
      long shared = 0;
      for (int word = 0; word < union.length; word++) {
        shared |= union[word] & words[word];
        union[word] |= words[word];
      }
      if (shared != 0) {
        return YES;
      }
    }
    return NO;
  }
}
