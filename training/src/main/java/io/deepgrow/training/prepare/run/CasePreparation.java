package io.deepgrow.training.prepare.run;

import io.deepgrow.training.prepare.DefectException;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.training.prepare.patch.CaseResult;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.LabelPlacement;
import io.deepgrow.training.prepare.patch.PatchAxes;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PatchStore;
import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.LabelFilter;
import io.deepgrow.training.prepare.source.LabelLayer;
import io.deepgrow.training.prepare.source.LoadedCase;
import io.deepgrow.training.prepare.source.SourceCase;
import io.deepgrow.training.prepare.source.SourceFiles;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.resample.Resample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns one volume into patches. Safe for many threads. */
final class CasePreparation {

  private final PrepareSettings settings;
  private final PatchStore store;

  CasePreparation(PrepareSettings settings, PatchStore store) {
    this.settings = settings;
    this.store = store;
  }

  /** All that decides the voxels of a volume's patches. */
  private record Recipe(String tool, CutSettings cut, SourceFiles source, String group) {}

  /** A recipe for some of the labels. */
  private record Order(Recipe recipe, LabelFilter labels) {}

  /**
   * Prepares a volume; its defects are in the result.
   *
   * @throws IOException when patches can't be written
   */
  CaseResult prepare(SourceCase source) throws IOException {
    SourceFiles files;
    try {
      files = source.files();
    } catch (IOException | RuntimeException e) {
      return unreadable(source, e);
    }
    Recipe recipe = new Recipe(DatasetIndex.TOOL, settings.cut(), files, source.group());
    String order = Sha256.of(Json.bytes(new Order(recipe, settings.labels())));
    Optional<CaseResult> finished = store.finished(source.id(), order);
    if (finished.isPresent()) {
      return finished.get().asKept();
    }
    LoadedCase loaded;
    try {
      loaded = source.load();
    } catch (IOException | RuntimeException e) {
      return unreadable(source, e);
    }
    CaseResult result = cut(source, files, loaded, Sha256.of(Json.bytes(recipe)));
    if (!settings.dryRun()) {
      store.finish(result, order);
    }
    return result;
  }

  private static CaseResult unreadable(SourceCase source, Exception cause) {
    DefectException defect = DefectException.of(cause);
    Finding finding =
        new Finding(source.id(), "", defect.code(), String.valueOf(defect.getMessage()));
    return new CaseResult(source.id(), List.of(), List.of(finding), List.of(), false);
  }

  private CaseResult cut(
      SourceCase source, SourceFiles files, LoadedCase loaded, String fingerprint)
      throws IOException {
    List<Finding> defects = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    List<PatchRecord> records = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try {
      LabelPlacement placement = new LabelPlacement(loaded.image().geometry());
      Volume image = respaced(loaded.image());
      LabelCutter cutter =
          new LabelCutter(settings, store, source, files, loaded.image(), image, fingerprint);
      for (LabelLayer layer : loaded.layers()) {
        LabelLayer placed = placement.place(layer);
        placement
            .remark()
            .ifPresent(text -> warnings.add(finding(source, "", "label.regridded", text)));
        LabelLayer ready = placed.on(respacedLabels(placed.values()));
        for (Label label : layer.labels()) {
          if (settings.labels().accepts(label)) {
            Label unique = unique(label, ids);
            try {
              records.addAll(cutter.cut(unique, layer, ready));
            } catch (DefectException e) {
              defects.add(finding(source, unique.id(), e.code(), String.valueOf(e.getMessage())));
            }
          }
        }
      }
      if (ids.isEmpty()) {
        throw new DefectException("label.empty", "No voxel has a wanted label");
      }
    } catch (DefectException | IllegalArgumentException e) {
      DefectException defect = DefectException.of(e);
      defects.add(finding(source, "", defect.code(), String.valueOf(defect.getMessage())));
    }
    return new CaseResult(source.id(), records, defects, warnings, false);
  }

  private static Finding finding(SourceCase source, String label, String code, String message) {
    return new Finding(source.id(), label, code, message);
  }

  private static Label unique(Label label, Set<String> ids) {
    Label unique = label;
    for (int n = 2; !ids.add(unique.id()); n++) {
      unique = label.withId(label.id() + "_" + n);
    }
    return unique;
  }

  private Volume respaced(Volume image) {
    Volume turned = PatchAxes.turn(image, settings.cut().orientation());
    Spacing own = turned.geometry().spacing();
    Spacing wanted = settings.cut().spacing().on(own);
    return wanted.equals(own) ? turned : Resample.toSpacing(turned, wanted);
  }

  private Volume respacedLabels(Volume labels) {
    Volume turned = PatchAxes.turn(labels, settings.cut().orientation());
    Spacing own = turned.geometry().spacing();
    Spacing wanted = settings.cut().spacing().on(own);
    return wanted.equals(own) ? turned : Resample.labelsToSpacing(turned, wanted);
  }
}
