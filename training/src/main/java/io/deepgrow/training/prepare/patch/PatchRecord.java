package io.deepgrow.training.prepare.patch;

import io.deepgrow.training.prepare.source.SourceFiles;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;

/**
 * One patch of the index and where it comes from.
 *
 * @param id name among all patches
 * @param image file with the voxels in HU, relative to the index
 * @param label file with the mask, relative to the index
 * @param region label value in the source
 * @param labelId such as {@code right_kidney}
 * @param labelName as the source calls it
 * @param caseId the volume
 * @param group what stays on one side of the split
 * @param tile which of {@code tiles}, from 0
 * @param original grid of the source image
 * @param resampled size at the target spacing
 * @param spacing the target spacing, mm
 * @param window what the patch covers of the resampled volume
 * @param geometry where the patch lies in the patient
 * @param voxels of the mask in the patch
 * @param millilitres of the whole label in its volume
 * @param meanHu under the mask
 */
public record PatchRecord(
    String id,
    String image,
    String label,
    int region,
    String labelId,
    String labelName,
    String caseId,
    String group,
    int tile,
    int tiles,
    SourceFiles source,
    VolumeGeometry original,
    GridSize resampled,
    Spacing spacing,
    PatchWindow window,
    VolumeGeometry geometry,
    long voxels,
    double millilitres,
    double meanHu,
    String imageSha256,
    String labelSha256) {}
