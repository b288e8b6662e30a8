package io.deepgrow.training.prepare.patch;

import com.fasterxml.jackson.core.JacksonException;
import io.deepgrow.example.Example;
import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prepared dataset to train on; patches are read one by one. Safe for many threads. */
public final class PreparedDataset {

  private final Path folder;
  private final DatasetIndex index;

  private PreparedDataset(Path folder, DatasetIndex index) {
    this.folder = folder;
    this.index = index;
  }

  /** Whether a folder holds an index that {@link #open} reads. */
  public static boolean isIn(Path folder) {
    Path file = folder.resolve(PatchStore.INDEX);
    try {
      return Files.isRegularFile(file)
          && Json.tree(file).path("format").asText().equals(DatasetIndex.FORMAT);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens a dataset.
   *
   * @param folder what {@code deepgrow prepare-dataset --out} named
   * @throws PrepareException when its index is missing, or of another kind or version
   * @throws IOException when it can't be read
   */
  public static PreparedDataset open(Path folder) throws IOException {
    Path file = folder.resolve(PatchStore.INDEX);
    if (!Files.isRegularFile(file)) {
      throw new PrepareException(
          folder
              + " has no "
              + PatchStore.INDEX
              + "; when a preparation was interrupted, run it again and it goes on");
    }
    String format;
    DatasetIndex index;
    try {
      format = Json.tree(file).path("format").asText();
      if (!format.equals(DatasetIndex.FORMAT)) {
        throw new PrepareException(
            file + " is no " + DatasetIndex.FORMAT + "; prepare it with deepgrow prepare-dataset");
      }
      index = Json.read(file, DatasetIndex.class);
    } catch (JacksonException e) {
      throw new PrepareException(file + " is damaged; prepare the dataset again");
    }
    return new PreparedDataset(folder, index);
  }

  public DatasetIndex index() {
    return index;
  }

  public List<PatchRecord> training() {
    return index.training();
  }

  public List<PatchRecord> validation() {
    return index.validation();
  }

  /**
   * Reads a patch: a cube of HU and the mask of its label, on one grid in the patient, and where
   * nobody knows.
   *
   * @throws PrepareException when a file is not the one of the index
   * @throws IOException when a file can't be read
   */
  public Example load(PatchRecord patch) throws IOException {
    Volume image = read(patch, patch.image());
    Volume label = read(patch, patch.label());
    Volume labels = Volume.of(patch.geometry(), label.voxels());
    Mask unknown = Mask.ofLabel(labels, PatchStore.UNKNOWN);
    return new Example(
        patch.id(),
        Volume.of(patch.geometry(), image.voxels()),
        Mask.ofLabel(labels, 1),
        0,
        unknown.isEmpty() ? Optional.empty() : Optional.of(unknown),
        1,
        0);
  }

  private Volume read(PatchRecord patch, String name) throws IOException {
    Volume volume = Nifti.read(folder.resolve(name));
    if (!volume.size().equals(patch.geometry().size())) {
      throw new PrepareException(name + " has another size than the index says; prepare it again");
    }
    return volume;
  }

  /**
   * Compares every file with its digest.
   *
   * @return names of the files that are missing or differ
   */
  public List<String> damaged() throws IOException {
    List<String> damaged = new ArrayList<>();
    for (List<PatchRecord> side : List.of(training(), validation())) {
      for (PatchRecord patch : side) {
        check(patch.image(), patch.imageSha256(), damaged);
        check(patch.label(), patch.labelSha256(), damaged);
      }
    }
    return damaged;
  }

  private void check(String name, String sha256, List<String> damaged) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file) || !Sha256.of(file).equals(sha256)) {
      damaged.add(name);
    }
  }
}
