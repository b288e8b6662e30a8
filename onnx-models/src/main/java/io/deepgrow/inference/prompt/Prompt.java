package io.deepgrow.inference.prompt;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person drew to show a structure.
 *
 * @param kind whether a line belongs to the structure; a box is always around it
 * @param points LPS millimetres, in the order they were drawn
 */
public record Prompt(
    PromptShape shape, ClickKind kind, ClickExtent extent, List<PatientPoint> points) {

  /** No prompt has more points. */
  public static final int MOST_POINTS = 2000;

  /** No prompt stands for more clicks; each is a run of the network. */
  public static final int MOST_CLICKS = 7;

  /**
   * A prompt.
   *
   * @throws InferenceException {@code prompt.malformed} for too few or too many points, for numbers
   *     that are none, and for a box that takes away
   */
  public Prompt {
    points = List.copyOf(points);
    if (points.size() < shape.fewest() || points.size() > shape.most()) {
      throw malformed(
          shape
              + " takes "
              + (shape.fewest() == shape.most()
                  ? shape.most()
                  : shape.fewest() + " to " + shape.most())
              + " points, not "
              + points.size());
    }
    if (!points.stream().allMatch(PatientPoint::isFinite)) {
      throw malformed("Each point holds three finite numbers");
    }
    if (shape == PromptShape.BOX && kind == ClickKind.NEGATIVE) {
      throw malformed("BOX is drawn around what belongs to the segment; its kind is POSITIVE");
    }
  }

  private static InferenceException malformed(String what) {
    return new InferenceException("prompt.malformed", what);
  }

  /**
   * The clicks that it stands for, at most {@value #MOST_CLICKS}, each in a voxel of its own; what
   * lies outside the volume is left out.
   *
   * @throws InferenceException {@code click.outside_volume} when nothing of it lies in the volume
   */
  public List<Click> clicks(Volume volume) {
    VolumeGeometry geometry = volume.geometry();
    List<Click> clicks =
        switch (shape) {
          case BOX -> new BoxRule(volume, points.get(0), points.get(1)).clicks();
          case SCRIBBLE -> signed(new ScribbleRule(points).places(), geometry);
          case LASSO -> signed(new LassoRule(geometry, points).places(), geometry);
        };
    if (clicks.isEmpty()) {
      throw new InferenceException(
          "click.outside_volume",
          "Nothing of the " + shape + " lies in the volume of " + volume.size());
    }
    return clicks.stream().map(click -> new Click(click.kind(), click.voxel(), extent)).toList();
  }

  private List<Click> signed(List<PatientPoint> places, VolumeGeometry geometry) {
    Set<VoxelIndex> voxels = new LinkedHashSet<>();
    for (PatientPoint place : places) {
      VoxelIndex voxel = geometry.toIndex(place).nearest();
      if (geometry.contains(voxel)) {
        voxels.add(voxel);
      }
    }
    return voxels.stream().map(voxel -> new Click(kind, voxel)).toList();
  }
}
