package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A click, by voxel or by patient position.
 *
 * @param kind POSITIVE or NEGATIVE
 * @param voxel column i, row j, slice k from zero, slices in order of rising position
 * @param patient LPS millimetres
 * @param extent VOLUME, or SLICE to change the clicked slice k only; VOLUME when absent
 */
public record ClickRequest(
    @NotNull @Nullable ClickKind kind,
    @Nullable VoxelIndex voxel,
    @Nullable PatientPoint patient,
    @Nullable ClickExtent extent) {

  Click in(VolumeGeometry geometry) {
    if (kind == null || (voxel == null) == (patient == null)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "A click has a kind and either a voxel or a patient position");
    }
    VoxelIndex hit = voxel;
    if (patient != null) {
      if (!patient.isFinite()) {
        throw new ApiException(ErrorCode.BAD_REQUEST, "patient must hold three finite numbers");
      }
      hit = geometry.toIndex(patient).nearest();
    }
    if (hit == null || !geometry.contains(hit)) {
      throw new ApiException(
          ErrorCode.CLICK_OUTSIDE,
          "The click lies outside the volume of "
              + geometry.size().i()
              + "×"
              + geometry.size().j()
              + "×"
              + geometry.size().k()
              + " voxels");
    }
    return new Click(kind, hit, extent == null ? ClickExtent.VOLUME : extent);
  }
}
