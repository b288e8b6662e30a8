package io.deepgrow.app.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.click.RecordedClick;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clicks of a segment that count.
 *
 * @param revision of the newest mask when they were read, which the ETag says too
 * @param redoable undone clicks that can be brought back
 * @param undoableChanges changes of the whole mask that can be undone once no click is left
 * @param redoableChanges undone changes of the whole mask that can be brought back
 */
public record ClickList(
    int revision,
    List<ClickView> clicks,
    long redoable,
    long undoableChanges,
    long redoableChanges) {

  /**
   * A click, by voxel and by patient position (LPS mm).
   *
   * @param id names it within the service
   * @param prompt the first of the clicks that were drawn with it, which undo takes back with it;
   *     absent for a click that was made by itself
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ClickView(
      long id,
      ClickKind kind,
      VoxelIndex voxel,
      PatientPoint patient,
      ClickExtent extent,
      @Nullable Long prompt) {

    static ClickView of(RecordedClick row, VolumeGeometry geometry) {
      Click click = row.click();
      return new ClickView(
          row.id(),
          click.kind(),
          click.voxel(),
          geometry.toPatient(click.voxel()),
          click.extent(),
          row.prompt());
    }
  }

  static ClickList of(
      int revision,
      List<RecordedClick> rows,
      long redoable,
      long undoableChanges,
      long redoableChanges,
      VolumeGeometry geometry) {
    return new ClickList(
        revision,
        rows.stream().map(row -> ClickView.of(row, geometry)).toList(),
        redoable,
        undoableChanges,
        redoableChanges);
  }
}
