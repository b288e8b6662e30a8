package io.deepgrow.app.click;

import io.deepgrow.inference.Click;
import io.deepgrow.inference.ClickKind;
import io.deepgrow.volume.PatientPoint;
import io.deepgrow.volume.VolumeGeometry;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;

/**
 * The clicks of a segment that count.
 *
 * @param redoable undone clicks that can be brought back
 */
public record ClickList(List<ClickView> clicks, long redoable) {

  /** A click, by voxel and by patient position (LPS mm). */
  public record ClickView(ClickKind kind, VoxelIndex voxel, PatientPoint patient) {}

  static ClickList of(List<Click> clicks, long redoable, VolumeGeometry geometry) {
    return new ClickList(
        clicks.stream()
            .map(c -> new ClickView(c.kind(), c.voxel(), geometry.toPatient(c.voxel())))
            .toList(),
        redoable);
  }
}
