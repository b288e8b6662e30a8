package io.deepgrow.seg.read;

import java.util.List;

/**
 * What was read from a SEG.
 *
 * @param segments in the order of the file
 * @param warnings oddities that were read past, in words, without patient data
 */
public record SegContent(List<ReadSegment> segments, List<String> warnings) {

  public SegContent {
    segments = List.copyOf(segments);
    warnings = List.copyOf(warnings);
  }
}
