package io.deepgrow.training.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.inference.Click;
import io.deepgrow.inference.Prediction;
import io.deepgrow.seg.ReadSegment;
import io.deepgrow.seg.SegReadOptions;
import io.deepgrow.seg.SegReader;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.training.clicks.ClickSimulator;
import io.deepgrow.training.clicks.ClickStrategy;
import io.deepgrow.volume.Dice;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Reorient;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VolumeGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow validate}: Dice after each simulated click. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Clicks like a person would and prints the Dice after each click.",
      "Labels are matched in patient space, whatever the orientation of their file.",
    },
    footer = {
      "",
      "Example:",
      "  deepgrow validate --dicom ct/ --labels truth.nii.gz --label 1 --clicks 10",
    })
public final class ValidateCommand implements Callable<Integer> {

  /** One line of the report. */
  record Step(int click, String kind, int i, int j, int k, double dice, double ms, int passes) {}

  /** What goes into the JSON file. */
  record Report(String model, int label, String strategy, long seed, List<Step> steps) {}

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final ImageOptions source = new ImageOptions();
  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "The truth: label values as .nii, .nii.gz or .nrrd, or a DICOM SEG as .dcm.")
  private Path labels = Path.of(".");

  @Option(
      names = "--label",
      paramLabel = "N",
      defaultValue = "1",
      description = "Label value or segment number (default: ${DEFAULT-VALUE}).")
  private int label;

  @Option(
      names = "--clicks",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many clicks (default: ${DEFAULT-VALUE}).")
  private int clickCount;

  @Option(
      names = "--strategy",
      paramLabel = "ideal|random",
      defaultValue = "IDEAL",
      description = "ideal: the deepest error voxel; random: deeper is likelier (default: ideal).")
  private ClickStrategy strategy = ClickStrategy.IDEAL;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of random clicks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
  private @Nullable Path json;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Paint the last mask over three cuts.")
  private @Nullable Path png;

  @Override
  public Integer call() throws IOException {
    ImageOptions.Source ct = source.load();
    Volume volume = ct.volume();
    Mask truth = truth(ct, volume.geometry());
    if (truth.isEmpty()) {
      throw new UserError("Label " + label + " has no voxel inside the image");
    }
    print("label %d: %,d voxels", label, truth.count());
    List<Step> steps;
    try (ModelOption.Loaded loaded = model.open()) {
      steps = run(volume, truth, loaded);
      Path file = json;
      if (file != null) {
        String id = loaded.descriptor().id();
        Report report = new Report(id, label, strategy.name(), seed, steps);
        Files.write(
            file,
            new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsBytes(report));
      }
    }
    return 0;
  }

  private List<Step> run(Volume volume, Mask truth, ModelOption.Loaded loaded) throws IOException {
    ClickSimulator simulator = new ClickSimulator(strategy, seed);
    List<Click> clicks = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    Mask mask = Mask.empty(volume.geometry());
    for (int n = 1; n <= clickCount; n++) {
      Optional<Click> next = simulator.next(truth, mask);
      if (next.isEmpty()) {
        print("nothing left to correct");
        break;
      }
      clicks.add(next.get());
      long start = System.nanoTime();
      Prediction prediction = loaded.predictor().predict(volume, clicks);
      double ms = (System.nanoTime() - start) / 1e6;
      mask = prediction.mask();
      double dice = Dice.of(mask, truth).orElse(1);
      var v = next.get().voxel();
      String kind = next.get().kind().name().toLowerCase(Locale.ROOT);
      steps.add(new Step(n, kind, v.i(), v.j(), v.k(), dice, ms, prediction.passes()));
      print(
          "click %2d  %s at %d,%d,%d  Dice %.4f  %.0f ms  %d pass%s",
          n,
          kind,
          v.i(),
          v.j(),
          v.k(),
          dice,
          ms,
          prediction.passes(),
          prediction.passes() == 1 ? "" : "es");
    }
    Path picture = png;
    if (picture != null) {
      OverlayPng.write(volume, mask, 0x33dd66, picture);
      print("wrote %s", picture);
    }
    return steps;
  }

  private Mask truth(ImageOptions.Source ct, VolumeGeometry geometry) throws IOException {
    if (!VolumeFiles.isDicom(labels)) {
      return Mask.ofLabel(Reorient.onto(VolumeFiles.read(labels), geometry), label);
    }
    SourceGrid grid =
        ct.series().map(SourceGrid::of).orElseGet(() -> SourceGrid.ofPositions(geometry));
    return new SegReader(SegReadOptions.standard())
        .read(DicomReader.read(labels, DicomLimits.standard()), grid).segments().stream()
            .filter(s -> s.number() == label)
            .map(ReadSegment::mask)
            .findFirst()
            .orElseThrow(() -> new UserError(labels + " has no segment " + label));
  }

  private void print(String format, Object... arguments) {
    if (spec != null) {
      spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
      spec.commandLine().getOut().flush();
    }
  }
}
