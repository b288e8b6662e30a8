package io.deepgrow.training.config;

import io.deepgrow.example.Example;
import io.deepgrow.example.ExampleFolder;
import io.deepgrow.seed.Seeds;
import io.deepgrow.training.config.TrainSettings.InteractionKind;
import io.deepgrow.training.config.TrainSettings.PatchKind;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.RealPatchSource;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.feed.PatchCrop;
import io.deepgrow.training.feed.PreparedFeed;
import io.deepgrow.training.feed.RecipeFeed;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.training.train.TrainingException;
import io.deepgrow.training.train.TrainingRun.PatchStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run's settings say about its data, opened.
 *
 * @param feed what is learned from
 * @param heldOut what the run is judged on
 * @param patches of an epoch
 * @param cut how prepared patches were cut; nothing for patches at random zoom
 * @param words for the terminal
 */
public record TrainingData(
    PatchStream feed,
    List<TrainingPatch> heldOut,
    int patches,
    Optional<CutSettings> cut,
    String words) {

  private static final int SCENES_AN_EPOCH = 100;

  public TrainingData {
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Opens the data of a run.
   *
   * @throws TrainingException when there is none
   * @throws IOException when it can't be read
   */
  public static TrainingData open(TrainSettings settings) throws IOException {
    Optional<Path> folder =
        settings.data().isBlank() ? Optional.empty() : Optional.of(Path.of(settings.data()));
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new TrainingException("There is no folder " + folder.get());
    }
    boolean prepared = folder.isPresent() && PreparedDataset.isIn(folder.get());
    if (settings.patches() == PatchKind.MIXED || folder.isEmpty()) {
      return mixed(settings, folder, prepared);
    }
    if (!prepared) {
      throw new TrainingException(
          folder.get()
              + " is no prepared dataset: make one with deepgrow prepare-dataset, or use"
              + " --patches mixed");
    }
    return prepared(settings, PreparedDataset.open(folder.get()));
  }

  private static TrainingData prepared(TrainSettings settings, PreparedDataset dataset)
      throws IOException {
    Set<String> heldOut = new HashSet<>(settings.holdOut());
    List<PatchRecord> training =
        dataset.training().stream().filter(p -> !isHeldOut(p, heldOut)).toList();
    if (training.isEmpty()) {
      throw new TrainingException("The dataset has no patch to train on");
    }
    List<TrainingPatch> judged = new ArrayList<>();
    for (PatchRecord patch : spread(dataset.validation(), settings.validationPatches())) {
      judged.add(PatchCrop.around(dataset.load(patch), settings.patch()));
    }
    return new TrainingData(
        new PreparedFeed(dataset, training, settings.seed(), settings.augment()),
        judged,
        training.size(),
        Optional.of(dataset.index().settings()),
        "%d prepared patches, %d of %d held out for validation"
            .formatted(training.size(), judged.size(), dataset.validation().size()));
  }

  private static boolean isHeldOut(PatchRecord patch, Set<String> heldOut) {
    return heldOut.contains(patch.caseId()) || heldOut.contains(patch.group());
  }

  private static TrainingData mixed(TrainSettings settings, Optional<Path> folder, boolean prepared)
      throws IOException {
    List<Example> examples = new ArrayList<>();
    List<Example> others = new ArrayList<>();
    if (prepared) {
      PreparedDataset dataset = PreparedDataset.open(folder.get());
      load(dataset, dataset.training(), examples);
      load(dataset, spread(dataset.validation(), settings.validationPatches()), others);
    } else if (folder.isPresent()) {
      load(settings, folder.get(), examples, others);
    }
    PatchStream feed =
        new RecipeFeed(settings.seed(), easyPatches(settings), settings.patchShares(), examples);
    return new TrainingData(
        feed,
        judged(settings, others),
        Math.max(SCENES_AN_EPOCH, examples.size()),
        Optional.empty(),
        examples.isEmpty()
            ? "scenes and made-up bodies"
            : "%d masks in real CT, scenes, made-up bodies".formatted(examples.size()));
  }

  private static void load(
      TrainSettings settings, Path folder, List<Example> examples, List<Example> others)
      throws IOException {
    Set<String> heldOut = new HashSet<>(settings.holdOut());
    List<DataCollection> collections =
        settings.collections().isEmpty()
            ? List.of(new DataCollection("", 1, 0))
            : settings.collections();
    for (DataCollection collection : collections) {
      List<Example> training = read(folder, collection, name -> !heldOut.contains(name));
      if (training.isEmpty()) {
        throw new TrainingException(
            "No pair of image and mask found in " + folder.resolve(collection.folder()));
      }
      examples.addAll(collection.weighted(training));
      others.addAll(read(folder, collection, heldOut::contains));
    }
    others.removeIf(e -> e.mask().isEmpty());
  }

  /** Those of a folder, or of one CT by its name. */
  private static List<Example> read(
      Path folder, DataCollection collection, Predicate<String> requested) throws IOException {
    Path part = folder.resolve(collection.folder());
    if (Files.isDirectory(part)) {
      return ExampleFolder.read(part, requested);
    }
    Path parent = part.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new TrainingException("There is no folder " + part + " for a collection");
    }
    String one = part.getFileName().toString();
    return ExampleFolder.read(parent, name -> name.equals(one) && requested.test(name));
  }

  private static void load(PreparedDataset dataset, List<PatchRecord> records, List<Example> into)
      throws IOException {
    for (PatchRecord record : records) {
      into.add(dataset.load(record));
    }
  }

  /** Of so many steps with so many new patches each, the first share. */
  private static long easyPatches(TrainSettings settings) {
    double clicks = settings.interaction() == InteractionKind.STEPS ? settings.clicks() : 1;
    return (long)
        Math.ceil(
            settings.stepsFor(SCENES_AN_EPOCH) * settings.easyShare() * settings.batch() / clicks);
  }

  /** Patches of what is held out, or scenes of another seed. */
  private static List<TrainingPatch> judged(TrainSettings settings, List<Example> others) {
    PatchMixture mixture =
        new PatchMixture(
            Seeds.of(settings.seed(), "validation patches").value(),
            List.of(
                new PatchMixture.Part(
                    others.isEmpty() ? SceneSource.rich() : new RealPatchSource(others, 1), 1)));
    List<TrainingPatch> judged = new ArrayList<>();
    for (int n = 0; n < settings.validationPatches(); n++) {
      judged.add(mixture.patch(n, settings.patch()));
    }
    return judged;
  }

  private static <T> List<T> spread(List<T> all, int wanted) {
    List<T> some = new ArrayList<>();
    int count = Math.min(wanted, all.size());
    for (int n = 0; n < count; n++) {
      some.add(all.get((int) ((long) n * all.size() / count)));
    }
    return some;
  }
}
