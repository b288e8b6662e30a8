package io.deepgrow.training.cli;

import io.deepgrow.command.UserError;
import io.deepgrow.model.Orientation;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.training.prepare.run.ErrorPolicy;
import io.deepgrow.training.prepare.run.PrepareSettings;
import io.deepgrow.training.prepare.source.LabelFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How patches are cut, and of what. */
final class PatchOptions {

  private static final long HEAP_PER_VOLUME = 3L << 29;

  @Option(
      names = "--spacing",
      paramLabel = "MM",
      defaultValue = "1,1,3",
      description = {
        "Spacing along i, j, k of a patch in mm (default: ${DEFAULT-VALUE}, as on the model card);",
        "one number for all axes, 0 keeps an axis, 'native' keeps all."
      })
  private String spacing = "1,1,3";

  @Option(
      names = "--patch",
      paramLabel = "N",
      defaultValue = "128",
      description = "Edge of the cubes in voxels (default: ${DEFAULT-VALUE}).")
  private int patch;

  @Option(
      names = "--margin",
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "Voxels to keep around a label (default: ${DEFAULT-VALUE}). A label that is larger with",
        "its margin than a patch is shrunk to fit; a volume that is smaller is padded with air."
      })
  private int margin;

  @Option(
      names = "--tile",
      description = "Cut several patches from a label larger than a patch, do not shrink it.")
  private boolean tile;

  @Option(
      names = "--orientation",
      paramLabel = "lps|ras|any",
      defaultValue = "LPS",
      description = {
        "Turn i, j, k to left, posterior, superior (default), to the axes of published Deepgrow",
        "weights (ras), or leave them (any). Must be the model's 'orientation'."
      })
  private Orientation orientation = Orientation.LPS;

  @Option(
      names = {"--label", "--labels"},
      paramLabel = "NAME",
      split = ",",
      description = "Names or values of the labels to take (default: all).")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "Use the first N volumes (default: 0, all).")
  private int limit;

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "0.9",
      description = {
        "Part of the patients to train on, the rest validates (default: ${DEFAULT-VALUE}).",
        "All patches of a patient stay together."
      })
  private double split;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of the split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--on-error",
      paramLabel = "skip|fail",
      defaultValue = "SKIP",
      description = "Name a defect and leave it out, or end the run (default: skip).")
  private ErrorPolicy onError = ErrorPolicy.SKIP;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = {
        "Volumes in memory at a time; each wants some 1.5 GB at 512×512×512 voxels",
        "(default: as the cores and the memory allow)."
      })
  private @Nullable Integer jobs;

  PrepareSettings settings(boolean dryRun) {
    try {
      return new PrepareSettings(
          new CutSettings(TargetSpacing.parse(spacing), patch, margin, tile, orientation),
          new LabelFilter(labels),
          limit,
          split,
          seed,
          onError,
          jobs == null ? affordable() : jobs,
          dryRun);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private static int affordable() {
    Runtime runtime = Runtime.getRuntime();
    long volumes = runtime.maxMemory() / HEAP_PER_VOLUME;
    return (int) Math.max(1, Math.min(runtime.availableProcessors(), volumes));
  }
}
