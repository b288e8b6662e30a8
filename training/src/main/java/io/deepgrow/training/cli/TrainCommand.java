package io.deepgrow.training.cli;

import io.deepgrow.training.data.ExampleFolder;
import io.deepgrow.training.data.PhantomExamples;
import io.deepgrow.training.data.RealPatchSource;
import io.deepgrow.training.train.Fit;
import io.deepgrow.training.train.PatchShares;
import io.deepgrow.training.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow train}: teaches the compact network from synthetic scenes and real CT. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains the compact network with simulated clicks.",
      "Patches are synthetic scenes and, with --data, pieces of real CT: drawn masks, and targets"
          + " grown from a random voxel where no mask is drawn. The same seed gives the same run.",
    },
    footer = {"", "Example:", "  deepgrow train --data ct/ --out run/ --steps 9000"})
public final class TrainCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Folder with pairs NAME-image.nii.gz and NAME-mask.nii.gz,",
        "or NAME.nii.gz and NAME-label.nii.gz. Without it: synthetic scenes only."
      })
  private @Nullable Path data;

  @Option(
      names = "--hold-out",
      paramLabel = "NAME",
      split = ",",
      description = "Names of pairs not to train on; separate by commas.")
  private List<String> heldOut = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where snapshots, the curve and the model go.")
  private Path out = Path.of(".");

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "9000",
      description = "Optimiser steps (default: ${DEFAULT-VALUE}; about 0.3 s each on two cores).")
  private int steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of patches, clicks and weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--phantoms",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add the organs of so many generated phantoms (default: ${DEFAULT-VALUE}).")
  private int phantoms;

  @Option(
      names = "--shares",
      paramLabel = "S,D,G,P",
      description = {
        "How often patches are synthetic scenes, drawn masks, regions of real CT",
        "that nobody drew, and organs of phantoms (default: 0.27,0.3,0.2,0.23)."
      })
  private @Nullable String shares;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Start from the weights of the run in DIR, at a lower rate.")
  private @Nullable Path from;

  @Option(names = "--resume", description = "Go on from the last snapshot in --out.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    Path folder = data;
    List<RealPatchSource.Example> examples = List.of();
    if (folder != null) {
      if (!Files.isDirectory(folder)) {
        throw new UserError("There is no folder " + folder);
      }
      examples = ExampleFolder.read(folder, new HashSet<>(heldOut));
      if (examples.isEmpty()) {
        throw new UserError("No pair of image and mask found in " + folder);
      }
    }
    Files.createDirectories(out);
    if (spec != null) {
      Optional<Path> start = Optional.ofNullable(from);
      TrainingPlan plan =
          start.isPresent()
              ? TrainingPlan.refining(seed, steps)
              : TrainingPlan.compact(seed, steps);
      List<RealPatchSource.Example> organs = PhantomExamples.generate(seed, phantoms);
      new Fit(plan, shares(), examples, organs, out, spec.commandLine().getOut())
          .run(resume, start);
    }
    return 0;
  }

  private PatchShares shares() {
    if (shares == null) {
      return PatchShares.STANDARD;
    }
    double[] n = NumberList.parse("--shares", shares, 4, 4);
    try {
      return new PatchShares(n[0], n[1], n[2], n[3]);
    } catch (IllegalArgumentException e) {
      throw new UserError("--shares: " + e.getMessage(), e);
    }
  }
}
