package io.deepgrow.command;

import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.example.Example;
import io.deepgrow.example.ExampleFolder;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegContent;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.validation.ValidationCase;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.resample.Reorient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to validate on: labels of one CT, or a folder of pairs. */
final class CaseOptions {

  @Mixin final ImageOptions source = new ImageOptions();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The truth: label values as .nii, .nii.gz or .nrrd, or a DICOM SEG as .dcm.")
  @Nullable Path labels;

  @Option(
      names = "--label",
      paramLabel = "N[=NAME]",
      split = ",",
      defaultValue = "1",
      description = "Label values or segment numbers, with a name (default: ${DEFAULT-VALUE}).")
  List<String> wanted = List.of("1");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Instead of one CT: a folder with pairs NAME-image.nii.gz and NAME-mask.nii.gz,",
        "or NAME.nii.gz and NAME-label.nii.gz."
      })
  @Nullable Path data;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Names of the pairs in --data to use (default: all).")
  List<String> only = new ArrayList<>();

  /**
   * Reads image and truth.
   *
   * @param err takes a line for every warning
   */
  List<ValidationCase> load(PrintWriter err) throws IOException {
    Path folder = data;
    if (folder != null) {
      return pairs(folder);
    }
    Path truth = labels;
    if (truth == null) {
      throw new UserError("Name the truth with --labels, or a folder of pairs with --data");
    }
    ImageOptions.Source ct = source.load(err);
    String image = String.valueOf(source.dicom == null ? source.image : source.dicom);
    Path name = Path.of(image).getFileName();
    List<ValidationCase> cases = new ArrayList<>();
    for (String label : wanted) {
      String[] parts = label.split("=", 2);
      int value = number(parts[0]);
      Mask mask = mask(truth, ct, value, err);
      if (mask.isEmpty()) {
        throw new UserError("Label " + value + " has no voxel inside the image");
      }
      String structure = parts.length > 1 ? parts[1] : "label " + value;
      cases.add(new ValidationCase(String.valueOf(name), structure, ct.volume(), mask));
    }
    return cases;
  }

  private List<ValidationCase> pairs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserError("There is no folder " + folder);
    }
    List<ValidationCase> cases = new ArrayList<>();
    for (Example e : ExampleFolder.read(folder, n -> only.isEmpty() || only.contains(n))) {
      if (!e.mask().isEmpty()) {
        String structure = e.label() == 0 ? "drawn mask" : "label " + e.label();
        cases.add(new ValidationCase(e.name(), structure, e.volume(), e.mask(), e.ignored()));
      }
    }
    if (cases.isEmpty()) {
      throw new UserError("No wanted pair of image and mask found in " + folder);
    }
    return cases;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new UserError("--label wants numbers such as 1 or 1=spleen, not " + text);
    }
  }

  private static Mask mask(Path labels, ImageOptions.Source ct, int label, PrintWriter err)
      throws IOException {
    VolumeGeometry geometry = ct.volume().geometry();
    if (!VolumeFiles.isDicom(labels)) {
      Volume values = VolumeFiles.read(labels);
      return Mask.ofLabel(Reorient.onto(values, geometry), label);
    }
    SourceGrid grid =
        ct.series().map(SourceGrid::of).orElseGet(() -> SourceGrid.ofPositions(geometry));
    SegContent content =
        new SegReader(SegReadOptions.standard())
            .read(DicomReader.read(labels, DicomLimits.standard()), grid);
    content.warnings().forEach(warning -> err.println("warning: " + warning));
    return content.segments().stream()
        .filter(s -> s.number() == label)
        .map(ReadSegment::mask)
        .findFirst()
        .orElseThrow(() -> new UserError(labels + " has no segment " + label));
  }
}
