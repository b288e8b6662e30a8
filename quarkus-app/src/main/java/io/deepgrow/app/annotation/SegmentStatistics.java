package io.deepgrow.app.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.volume.measure.LongestDiameter;
import io.deepgrow.volume.measure.MaskStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What is marked, in figures.
 *
 * @param revision of the mask
 * @param meanHu mean value in Hounsfield units; absent for an empty mask
 * @param longestDiameter within one slice k; absent for an empty mask
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentStatistics(
    int revision,
    long voxels,
    double millilitres,
    @Nullable Double meanHu,
    @Nullable LongestDiameter longestDiameter) {

  static SegmentStatistics of(MaskQuery.SegmentMask segment) {
    MaskStatistics found = MaskStatistics.of(segment.series().volume(), segment.current().mask());
    return new SegmentStatistics(
        segment.current().revision(),
        found.voxels(),
        found.millilitres(),
        found.meanHu().isPresent() ? found.meanHu().getAsDouble() : null,
        LongestDiameter.of(segment.current().mask()).orElse(null));
  }
}
