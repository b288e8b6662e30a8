package io.deepgrow.training.cli;

import io.deepgrow.training.config.TrainSettings;
import io.deepgrow.training.feed.Augmentation;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for what a run learns from; what is not named keeps its value of preset and file. */
@SuppressWarnings("UnusedVariable") // read by their names, see TrainCommand
final class TrainDataOptions {

  /** Whether the folder of the command line is a prepared dataset. */
  boolean isPrepared() {
    return data != null && PreparedDataset.isIn(Path.of(data));
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "A dataset of deepgrow prepare-dataset, or, with --patches mixed, a folder with pairs",
        "NAME-image.nii.gz and NAME-mask.nii.gz, or NAME.nii.gz and NAME-label.nii.gz, or with",
        "several labels in NAME-labels.nii.gz, where 255 is not known; an image alone serves for",
        "regions that nobody drew.",
        "Without it: synthetic scenes only."
      })
  private @Nullable String data;

  @Option(
      names = "--collections",
      paramLabel = "FOLDER:SHARE[:HU]",
      split = ",",
      description = {
        "With pairs: folders below --data, how much of the real CT comes from each, and how far",
        "its densities are shifted at random (default: all of --data, every mask alike)."
      })
  private @Nullable List<String> collections;

  @Option(
      names = "--hold-out",
      paramLabel = "NAME",
      split = ",",
      description = "Cases or patients not to train on; with pairs, the run is judged on them.")
  private @Nullable List<String> holdOut;

  @Option(
      names = "--patches",
      paramLabel = "prepared|mixed",
      description = {
        "As they were cut, or scenes and pieces of CT at random zoom, also around targets",
        "grown from a random voxel (default: prepared; compact: mixed)."
      })
  private TrainSettings.@Nullable PatchKind patches;

  @Option(
      names = "--augment",
      paramLabel = "none|standard",
      description = "Mirror, turn, scale, bend and recolour prepared patches (default: none).")
  private @Nullable Augmentation augment;

  @Option(
      names = "--shares",
      paramLabel = "S,D,G,B",
      split = ",",
      description = {
        "Mixed: how often patches are synthetic scenes, drawn masks, regions of real CT",
        "that nobody drew, and organs of made-up bodies (default: 0.1,0.35,0.15,0.4)."
      })
  private @Nullable List<Double> shares;

  @Option(
      names = "--easy-share",
      paramLabel = "PART",
      description =
          "Mixed: first part of the run with simple scenes only (default: 0; compact: 0.07).")
  private @Nullable Double easyShare;

  @Option(
      names = "--network",
      paramLabel = "basic|compact",
      description = {
        "The published U-Net, or the bundled network that needs no GPU",
        "(default: basic; compact: compact)."
      })
  private TrainSettings.@Nullable NetworkKind network;

  @Option(
      names = "--widths",
      paramLabel = "N",
      split = ",",
      description = {
        "Channels of each level; basic: five levels and the last stage",
        "(default: 32,64,128,256,512,32; compact: 24,48,96,192)."
      })
  private @Nullable List<Integer> widths;

  @Option(
      names = "--shortcuts",
      paramLabel = "none|identity",
      description = "Basic: residual blocks at the same number of parameters (default: none).")
  private TrainSettings.@Nullable Shortcuts shortcuts;
}
