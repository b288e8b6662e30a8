package io.deepgrow.training.prepare.patch;

import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.SourceFiles;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;

/** A patch's record before its files are there. */
public record PatchDraft(
    String caseId,
    String group,
    Label label,
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
    double meanHu) {

  /** The id of a patch; it says which tile only where there are several. */
  public static String id(String caseId, Label label, int tile, int tiles) {
    String id = caseId + "-" + label.id();
    return tiles > 1 ? id + "-tile" + (tile + 1) : id;
  }

  String id() {
    return id(caseId, label, tile, tiles);
  }

  /** The record, now that the digests of its files are known. */
  public PatchRecord record(String imageSha256, String labelSha256) {
    return new PatchRecord(
        id(),
        "images/" + id() + ".nii.gz",
        "labels/" + id() + ".nii.gz",
        label.value(),
        label.id(),
        label.name(),
        caseId,
        group,
        tile,
        tiles,
        source,
        original,
        resampled,
        spacing,
        window,
        geometry,
        voxels,
        millilitres,
        meanHu,
        imageSha256,
        labelSha256);
  }
}
