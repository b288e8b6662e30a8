package io.deepgrow.training.prepare.layout;

import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.source.FileCase;
import io.deepgrow.training.prepare.source.ImageFile;
import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The abdomen of "Beyond the Cranial Vault": {@code img/img0001.nii.gz} and {@code
 * label/label0001.nii.gz}, here or in {@code Training} or {@code RawData/Training}.
 */
final class BtcvLayout {

  /** The organs of the values 1 to 13. */
  private static final List<String> ORGANS =
      List.of(
          "spleen",
          "right kidney",
          "left kidney",
          "gallbladder",
          "esophagus",
          "liver",
          "stomach",
          "aorta",
          "inferior vena cava",
          "portal and splenic veins",
          "pancreas",
          "right adrenal gland",
          "left adrenal gland");

  private BtcvLayout() {}

  static List<Label> labels() {
    List<Label> labels = new ArrayList<>();
    for (int n = 0; n < ORGANS.size(); n++) {
      labels.add(Label.of(ORGANS.get(n), n + 1));
    }
    return labels;
  }

  /** The folder with {@code img} and {@code label}. */
  static Optional<Path> folder(Path input) {
    for (String below : new String[] {"", "Training", "RawData/Training", "training"}) {
      Path folder = input.resolve(below);
      if (Files.isDirectory(folder.resolve("img")) && Files.isDirectory(folder.resolve("label"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  static Listing list(Path input) throws IOException {
    Path folder =
        folder(input)
            .orElseThrow(() -> new PrepareException(input + " has no folders img and label"));
    CaseNames names = new CaseNames();
    List<SourceCase> cases = new ArrayList<>();
    List<Finding> defects = new ArrayList<>();
    for (Path image : ImageFile.files(folder.resolve("img"))) {
      if (!ImageFile.isVolume(image)) {
        continue;
      }
      String name = image.getFileName().toString();
      String id = names.next(name);
      Path label = folder.resolve("label").resolve(name.replaceFirst("^img", "label"));
      if (Files.exists(label)) {
        cases.add(new FileCase(id, id, input, image, label, labels()));
      } else {
        defects.add(new Finding(id, "", "case.no_label", "There is no " + label.getFileName()));
      }
    }
    return new Listing("BTCV", cases, defects);
  }
}
