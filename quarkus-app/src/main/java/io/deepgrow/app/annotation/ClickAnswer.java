package io.deepgrow.app.annotation;

import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a click changed.
 *
 * @param revision of the segment's mask
 * @param positive live positive clicks
 * @param negative live negative clicks
 * @param voxels in the whole mask
 * @param millilitres volume of the whole mask
 * @param passes how often the network ran; 0 when the mask was known
 * @param click the click that was added; null when none was
 * @param changed the part of the mask that differs from before; absent when nothing does
 */
public record ClickAnswer(
    int revision,
    long positive,
    long negative,
    long voxels,
    double millilitres,
    int passes,
    @Nullable Long click,
    @Nullable Changed changed) {

  /**
   * A box of the new mask.
   *
   * @param start first voxel of the box
   * @param end voxel after the last, on every axis
   * @param bits the mask in the box: i fastest, lowest bit first, no padding; Base64
   */
  public record Changed(VoxelIndex start, VoxelIndex end, String bits) {

    static Changed of(Mask mask, VoxelBox box) {
      String bits = Base64.getEncoder().encodeToString(mask.packedBits(box));
      return new Changed(box.start(), box.end(), bits);
    }
  }

  /**
   * What is kept of an answer to give it again: all but the masks themselves.
   *
   * @param from revision that the changes refer to
   * @param to revision that the clicks made
   * @param click the click that was added, if one was
   */
  record Outcome(int from, int to, long positive, long negative, int passes, @Nullable Long click) {

    private static final int NOT_MADE = -1;

    static Outcome of(int from, int to, List<Click> clicks, int passes, OptionalLong click) {
      long positive = clicks.stream().filter(Click::isPositive).count();
      Long added = click.isPresent() ? click.getAsLong() : null;
      return new Outcome(from, to, positive, clicks.size() - positive, passes, added);
    }

    /** A click is there and its mask is not: what is known when a crash comes between them. */
    static Outcome begun(int from, long click) {
      return new Outcome(from, NOT_MADE, 0, 0, 0, click);
    }

    OptionalLong added() {
      return click == null ? OptionalLong.empty() : OptionalLong.of(click);
    }
  }

  static ClickAnswer of(MaskStore.Current current, Mask before, Outcome outcome) {
    Mask mask = current.mask();
    long voxels = mask.count();
    double millilitres = voxels * mask.geometry().spacing().voxelVolume() / 1000;
    Changed changed = mask.changes(before).map(box -> Changed.of(mask, box)).orElse(null);
    return new ClickAnswer(
        current.revision(),
        outcome.positive(),
        outcome.negative(),
        voxels,
        millilitres,
        outcome.passes(),
        outcome.click(),
        changed);
  }
}
