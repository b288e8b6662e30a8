package io.deepgrow.training.prepare.run;

import io.deepgrow.training.prepare.DefectException;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.PatchCutter;
import io.deepgrow.training.prepare.patch.PatchDraft;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PatchStore;
import io.deepgrow.training.prepare.patch.PatchWindow;
import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.LabelLayer;
import io.deepgrow.training.prepare.source.SourceCase;
import io.deepgrow.training.prepare.source.SourceFiles;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the patches of one label after the other out of a volume. */
final class LabelCutter {

  private static final int LEAST_TILE_VOXELS = 100;

  private final PrepareSettings settings;
  private final PatchStore store;
  private final SourceCase source;
  private final SourceFiles files;
  private final Volume original;
  private final Volume image;
  private final String fingerprint;
  private final PatchCutter cutter;

  LabelCutter(
      PrepareSettings settings,
      PatchStore store,
      SourceCase source,
      SourceFiles files,
      Volume original,
      Volume image,
      String fingerprint) {
    this.settings = settings;
    this.store = store;
    this.source = source;
    this.files = files;
    this.original = original;
    this.image = image;
    this.fingerprint = fingerprint;
    this.cutter = new PatchCutter(settings.cut().patch());
  }

  /**
   * Writes the patches of a label.
   *
   * @param given the label as it came
   * @param ready the same on the image's grid at the target spacing
   * @throws DefectException when there is nothing to write
   */
  List<PatchRecord> cut(Label label, LabelLayer given, LabelLayer ready) throws IOException {
    Mask mask = ready.mask(label);
    Optional<VoxelBox> box = mask.boundingBox();
    if (box.isEmpty()) {
      long voxels = given.mask(label).count();
      if (voxels == 0) {
        throw new DefectException("label.empty", "No voxel has this label");
      }
      throw vanished(voxels);
    }
    CutSettings cut = settings.cut();
    List<PatchWindow> windows =
        PatchWindow.over(box.get(), cut.margin(), mask.size(), cut.patch(), cut.tile());
    // of the tiles at least one holds its share
    long share = Math.max(1, mask.count() / windows.size());
    long least = windows.size() > 1 ? Math.min(LEAST_TILE_VOXELS, share) : 1;
    Optional<Mask> unknown = ready.ignored().map(ready::mask);
    List<PatchRecord> records = new ArrayList<>();
    for (int tile = 0; tile < windows.size(); tile++) {
      patch(label, mask, unknown, windows.get(tile), tile, windows.size(), least)
          .ifPresent(records::add);
    }
    if (records.isEmpty()) {
      throw vanished(mask.count());
    }
    return records;
  }

  private static DefectException vanished(long voxels) {
    return new DefectException(
        "label.vanishes", "Too little of its " + voxels + " voxels is left in a patch");
  }

  private Optional<PatchRecord> patch(
      Label label,
      Mask mask,
      Optional<Mask> unknown,
      PatchWindow window,
      int tile,
      int tiles,
      long least)
      throws IOException {
    String id = PatchDraft.id(source.id(), label, tile, tiles);
    Optional<PatchRecord> kept = store.kept(id, fingerprint);
    if (kept.isPresent()) {
      return kept;
    }
    Mask target = cutter.mask(mask, window);
    long voxels = target.count();
    if (voxels < least) {
      return Optional.empty();
    }
    Volume patch = cutter.image(image, window);
    PatchDraft draft =
        new PatchDraft(
            source.id(),
            source.group(),
            label,
            tile,
            tiles,
            files,
            original.geometry(),
            image.size(),
            image.geometry().spacing(),
            window,
            patch.geometry(),
            voxels,
            mask.count() * mask.geometry().spacing().voxelVolume() / 1000,
            mean(patch, target));
    if (settings.dryRun()) {
      return Optional.of(draft.record("", ""));
    }
    Optional<Mask> ignored = unknown.map(u -> cutter.mask(u, window)).filter(u -> !u.isEmpty());
    return Optional.of(store.write(draft, fingerprint, patch, target, ignored));
  }

  private static double mean(Volume patch, Mask mask) {
    long sum = 0;
    long count = 0;
    short[] voxels = patch.voxels();
    for (int flat = 0; flat < voxels.length; flat++) {
      if (mask.get(flat)) {
        sum += voxels[flat];
        count++;
      }
    }
    return (double) sum / count;
  }
}
