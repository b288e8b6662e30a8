package io.deepgrow.training.data;

import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Nifti;
import io.deepgrow.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pairs of CT and mask in a folder and its sub-folders: {@code NAME-image.nii.gz} with {@code
 * NAME-mask.nii.gz}, or {@code NAME.nii.gz} with {@code NAME-label.nii.gz}. Any value but 0 is
 * inside.
 */
public final class ExampleFolder {

  private static final String[][] ENDINGS = {
    {"-mask.nii.gz", "-image.nii.gz"}, {"-label.nii.gz", ".nii.gz"}
  };

  private ExampleFolder() {}

  /** All pairs whose name is not held out, in order of name. */
  public static List<RealPatchSource.Example> read(Path folder, Set<String> heldOut)
      throws IOException {
    return read(folder, name -> !heldOut.contains(name));
  }

  /** All pairs whose name is wanted, in order of name. */
  public static List<RealPatchSource.Example> read(Path folder, Predicate<String> wanted)
      throws IOException {
    List<RealPatchSource.Example> examples = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder, 3)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      for (String[] ending : ENDINGS) {
        String fileName = file.getFileName().toString();
        if (fileName.endsWith(ending[0])) {
          String name = fileName.substring(0, fileName.length() - ending[0].length());
          Path image = file.resolveSibling(name + ending[1]);
          if (wanted.test(name) && Files.exists(image)) {
            examples.add(example(name, image, file));
          }
        }
      }
    }
    return examples;
  }

  private static RealPatchSource.Example example(String name, Path image, Path label)
      throws IOException {
    Volume volume = Nifti.read(image);
    Volume labels = Nifti.read(label);
    if (!volume.geometry().matches(labels.geometry(), 0.1)) {
      throw new IOException("The mask of " + name + " lies on another grid than its image");
    }
    Mask mask = Mask.empty(volume.geometry());
    short[] values = labels.voxels();
    for (int flat = 0; flat < values.length; flat++) {
      if (values[flat] != 0) {
        mask.set(flat, true);
      }
    }
    return new RealPatchSource.Example(name, volume, mask);
  }
}
