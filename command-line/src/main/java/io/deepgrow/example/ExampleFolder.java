package io.deepgrow.example;

import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * CTs and what was drawn in them, in a folder and its sub-folders: {@code NAME-image.nii.gz} with
 * {@code NAME-mask.nii.gz}, or {@code NAME.nii.gz} with {@code NAME-label.nii.gz}, any value but 0
 * inside; or {@code NAME-image.nii.gz} with {@code NAME-labels.nii.gz}, each value a structure of
 * its own and 255 where nobody knows. An image alone is a CT in which nobody drew.
 */
public final class ExampleFolder {

  /** The value of labels that says that nobody knows. */
  public static final int IGNORE = 255;

  private static final String IMAGE = "-image.nii.gz";
  private static final String LABELS = "-labels.nii.gz";
  private static final String MASK = "-mask.nii.gz";
  private static final String LABEL = "-label.nii.gz";

  private ExampleFolder() {}

  /** All whose name is not held out, in order of name. */
  public static List<Example> read(Path folder, Set<String> heldOut) throws IOException {
    return read(folder, name -> !heldOut.contains(name));
  }

  /** All whose name is requested, in order of name. */
  public static List<Example> read(Path folder, Predicate<String> requested) throws IOException {
    List<Example> examples = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder, 3)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String fileName = file.getFileName().toString();
      if (fileName.endsWith(LABEL)) {
        String name = stem(fileName, LABEL);
        Path image = file.resolveSibling(name + ".nii.gz");
        if (requested.test(name) && Files.exists(image)) {
          Volume volume = Nifti.read(image);
          examples.add(new Example(name, volume, anything(name, volume, file)));
        }
      } else if (fileName.endsWith(IMAGE) && requested.test(stem(fileName, IMAGE))) {
        examples.addAll(beside(file, stem(fileName, IMAGE)));
      }
    }
    return examples;
  }

  private static String stem(String fileName, String ending) {
    return fileName.substring(0, fileName.length() - ending.length());
  }

  private static List<Example> beside(Path image, String name) throws IOException {
    Volume volume = Nifti.read(image);
    Path labels = image.resolveSibling(name + LABELS);
    if (Files.exists(labels)) {
      return structures(name, volume, labels);
    }
    Path mask = image.resolveSibling(name + MASK);
    Mask drawn = Files.exists(mask) ? anything(name, volume, mask) : Mask.empty(volume.geometry());
    return List.of(new Example(name, volume, drawn));
  }

  private static List<Example> structures(String name, Volume volume, Path file)
      throws IOException {
    Volume labels = labels(name, volume, file);
    SortedSet<Integer> values = new TreeSet<>();
    for (short value : labels.voxels()) {
      values.add((int) value);
    }
    boolean ignores = values.remove(IGNORE);
    Optional<Mask> ignored = ignores ? Optional.of(Mask.ofLabel(labels, IGNORE)) : Optional.empty();
    values.remove(0);
    return values.stream()
        .map(v -> new Example(name, volume, Mask.ofLabel(labels, v), v, ignored, 1, 0))
        .toList();
  }

  private static Mask anything(String name, Volume volume, Path file) throws IOException {
    Mask mask = Mask.empty(volume.geometry());
    short[] values = labels(name, volume, file).voxels();
    for (int flat = 0; flat < values.length; flat++) {
      if (values[flat] != 0) {
        mask.set(flat, true);
      }
    }
    return mask;
  }

  private static Volume labels(String name, Volume volume, Path file) throws IOException {
    Volume labels = Nifti.read(file);
    if (!volume.geometry().matches(labels.geometry(), 0.1)) {
      throw new IOException("The mask of " + name + " lies on another grid than its image");
    }
    return labels;
  }
}
