package io.deepgrow.training.prepare.layout;

import io.deepgrow.training.prepare.source.FileCase;
import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pairs told by their names, in a folder and its sub-folders: {@code NAME-image.nii.gz} with {@code
 * NAME-mask.nii.gz}, or {@code NAME.nii.gz} with {@code NAME-label.nii.gz}; or {@code
 * NAME-image.nii.gz} with {@code NAME-labels.nii.gz}, where 255 says that nobody knows.
 */
final class PairsLayout {

  private static final String LABELS = "-labels.nii.gz";
  private static final String[][] ENDINGS = {
    {"-mask.nii.gz", "-image.nii.gz"},
    {"-label.nii.gz", ".nii.gz"},
    {LABELS, "-image.nii.gz"}
  };

  private PairsLayout() {}

  static boolean isIn(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, 3)) {
      return walk.anyMatch(file -> image(file).isPresent());
    }
  }

  static Listing list(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder, 3)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    CaseNames names = new CaseNames();
    List<SourceCase> cases = new ArrayList<>();
    for (Path label : files) {
      Optional<Path> image = image(label);
      if (image.isPresent()) {
        String id = names.next(name(label));
        boolean several = label.getFileName().toString().endsWith(LABELS);
        List<Label> declared = several ? List.of(FileCase.UNKNOWN) : List.of();
        cases.add(new FileCase(id, id, folder, image.get(), label, declared));
      }
    }
    return new Listing("pairs", cases, List.of());
  }

  private static String name(Path label) {
    return label.getFileName().toString().replaceAll("-(mask|labels?)\\.nii\\.gz$", "");
  }

  /** The image beside a label file. */
  private static Optional<Path> image(Path label) {
    for (String[] ending : ENDINGS) {
      if (label.getFileName().toString().endsWith(ending[0])) {
        Path image = label.resolveSibling(name(label) + ending[1]);
        if (Files.exists(image)) {
          return Optional.of(image);
        }
      }
    }
    return Optional.empty();
  }
}
