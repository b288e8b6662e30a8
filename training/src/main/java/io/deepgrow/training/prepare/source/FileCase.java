package io.deepgrow.training.prepare.source;

import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.volume.grid.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An image file and a file of label values.
 *
 * @param root what provenance is relative to
 * @param declared meanings of the label values
 */
public record FileCase(
    String id, String group, Path root, Path image, Path label, List<Label> declared)
    implements SourceCase {

  /** The value of files of several labels that says that nobody knows. */
  public static final Label UNKNOWN = Label.of(LabelLayer.IGNORED, 255);

  /** With its own copy of the labels. */
  public FileCase {
    declared = List.copyOf(declared);
  }

  @Override
  public SourceFiles files() throws IOException {
    return new SourceFiles(
        relative(image),
        ImageFile.digest(image),
        List.of(relative(label)),
        ImageFile.digest(label) + names());
  }

  /** Other names for the same values make other patches. */
  private String names() {
    if (declared.equals(List.of(UNKNOWN))) {
      return "+unknown";
    }
    return declared.isEmpty() ? "" : "+names:" + Sha256.of(Json.bytes(declared)).substring(0, 12);
  }

  private String relative(Path file) {
    Path base = root.toAbsolutePath().normalize();
    return base.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  @Override
  public LoadedCase load() throws IOException {
    Volume volume = ImageFile.read(image);
    return new LoadedCase(volume, List.of(LabelLayer.of(ImageFile.read(label), declared)));
  }
}
