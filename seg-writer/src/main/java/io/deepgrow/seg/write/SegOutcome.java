package io.deepgrow.seg.write;

import io.deepgrow.seg.SegException;
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

    /**
     * The one instance, for callers that store no more than one.
     *
     * @throws SegException {@code seg.several_instances} when the segments were split over several:
     *     taking one of them would lose the others
     */
    public SegInstance single() {
      if (instances.size() != 1) {
        throw new SegException(
            "seg.several_instances",
            "The segments are too large for one DICOM SEG and would make "
                + instances.size()
                + "; store fewer segments at a time");
      }
      return instances.get(0);
    }
  }
}
