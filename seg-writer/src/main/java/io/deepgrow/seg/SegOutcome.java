package io.deepgrow.seg;

import java.util.List;

/** What became of segments that were to be written. */
public sealed interface SegOutcome {

  /** No segment has a voxel: there is nothing to store. */
  record NothingFound() implements SegOutcome {}

  /**
   * The instances to store: one, unless the size limit split the segments over several.
   *
   * @param instances each in a series of its own
   * @param emptySegments numbers of the segments left out because they have no voxel
   */
  record Written(List<SegInstance> instances, List<Integer> emptySegments) implements SegOutcome {

    public Written {
      instances = List.copyOf(instances);
      emptySegments = List.copyOf(emptySegments);
    }
  }
}
