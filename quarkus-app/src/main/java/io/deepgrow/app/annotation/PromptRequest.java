package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.inference.prompt.Prompt;
import io.deepgrow.inference.prompt.PromptShape;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A box, a scribble or a lasso, by voxels or by patient positions.
 *
 * @param shape BOX, SCRIBBLE or LASSO
 * @param kind POSITIVE for what belongs to the segment, NEGATIVE for what does not; POSITIVE when
 *     absent
 * @param voxels of the line, or two opposite corners of the box
 * @param patient the same in LPS millimetres
 * @param extent VOLUME, or SLICE for clicks that change their own slices k only; VOLUME when absent
 */
public record PromptRequest(
    @NotNull @Nullable PromptShape shape,
    @Nullable ClickKind kind,
    @Nullable List<@Nullable VoxelIndex> voxels,
    @Nullable List<@Nullable PatientPoint> patient,
    @Nullable ClickExtent extent) {

  Prompt in(VolumeGeometry geometry) {
    PromptShape drawn = shape;
    if (drawn == null || (voxels == null) == (patient == null)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "A prompt has a shape and either voxels or patient positions");
    }
    try {
      return new Prompt(
          drawn,
          kind == null ? ClickKind.POSITIVE : kind,
          extent == null ? ClickExtent.VOLUME : extent,
          points(geometry));
    } catch (InferenceException e) {
      throw new ApiException(ErrorCode.PROMPT_MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private List<PatientPoint> points(VolumeGeometry geometry) {
    List<@Nullable VoxelIndex> indices = voxels == null ? List.of() : voxels;
    List<@Nullable PatientPoint> places = patient == null ? List.of() : patient;
    if (indices.stream().anyMatch(Objects::isNull) || places.stream().anyMatch(Objects::isNull)) {
      throw new ApiException(ErrorCode.PROMPT_MALFORMED, "Each point holds three finite numbers");
    }
    return voxels == null
        ? places.stream().map(Objects::requireNonNull).toList()
        : indices.stream().map(at -> geometry.toPatient(Objects.requireNonNull(at))).toList();
  }
}
