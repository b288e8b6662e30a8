package io.deepgrow.command;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.prompt.PromptShape;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow segment}: from clicks to a mask in a file. */
@Command(
    name = "segment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Segments what was clicked in a CT and writes the mask.",
    footer = {
      "",
      "Example:",
      "  deepgrow segment --dicom ct/ --click 210,240,12 --click 300,200,12:neg --out spleen.dcm",
    })
public final class SegmentCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final ImageOptions source = new ImageOptions();
  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--click",
      paramLabel = "I,J,K[:neg]",
      description = "A click at column, row, slice from zero; repeat for more.")
  private List<String> voxelClicks = new ArrayList<>();

  @Option(
      names = "--click-mm",
      paramLabel = "X,Y,Z[:neg]",
      description = "A click in patient millimetres (LPS); repeat for more.")
  private List<String> patientClicks = new ArrayList<>();

  @Option(
      names = "--box",
      paramLabel = "'I,J,K I,J,K'",
      description = "A box around the structure, by two opposite corners; repeat for more.")
  private List<String> boxes = new ArrayList<>();

  @Option(
      names = "--scribble",
      paramLabel = "'I,J,K …'[:neg]",
      description = "A line inside the structure; repeat for more.")
  private List<String> scribbles = new ArrayList<>();

  @Option(
      names = "--lasso",
      paramLabel = "'I,J,K …'[:neg]",
      description = "A closed line around a part of the structure in one plane; repeat for more.")
  private List<String> lassos = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the mask goes: .dcm (DICOM SEG), .nii, .nii.gz or .nrrd; repeatable.")
  private List<Path> outputs = new ArrayList<>();

  @Option(
      names = "--structure",
      paramLabel = "ID",
      defaultValue = "unknown_structure",
      description = "What was segmented, by its id in the terminology (default: ${DEFAULT-VALUE}).")
  private String structure = "unknown_structure";

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Also paint the mask over three cuts through its middle.")
  private @Nullable Path png;

  @Override
  public Integer call() throws IOException {
    StructureCode code = structure();
    model.check();
    outputs.forEach(Outputs::file);
    Outputs.file(png);
    ImageOptions.Source ct = source.load(errors());
    for (Path output : outputs) {
      MaskFile.check(output, ct);
    }
    Volume volume = ct.volume();
    List<Click> clicks = clicks(volume);
    Mask mask;
    ModelDescriptor descriptor;
    try (ModelOption.Loaded loaded = model.open()) {
      mask = loaded.predictor().predict(volume, clicks).mask();
      descriptor = loaded.descriptor();
    }
    print(
        "%,d voxels, %.1f ml",
        mask.count(), mask.count() * volume.geometry().spacing().voxelVolume() / 1000);
    for (Path output : outputs) {
      MaskFile.write(mask, output, ct, code, descriptor);
      print("wrote %s", output);
    }
    Path picture = png;
    if (picture != null) {
      OverlayPng.write(volume, mask, code.rgb().packed(), picture);
      print("wrote %s", picture);
    }
    return 0;
  }

  private PrintWriter errors() {
    return spec == null ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getErr();
  }

  private StructureCode structure() {
    Terminology terminology = Terminology.standard();
    return terminology
        .find(structure)
        .orElseThrow(
            () ->
                new UserError(
                    "There is no structure '"
                        + structure
                        + "'; known are "
                        + terminology.structures().stream().map(StructureCode::id).toList()));
  }

  private List<Click> clicks(Volume volume) {
    List<Click> clicks = new ArrayList<>();
    voxelClicks.forEach(c -> clicks.add(ClickArgument.parse(c, false).in(volume.geometry())));
    patientClicks.forEach(c -> clicks.add(ClickArgument.parse(c, true).in(volume.geometry())));
    boxes.forEach(b -> clicks.addAll(PromptArgument.parse(PromptShape.BOX, b).in(volume)));
    scribbles.forEach(s -> clicks.addAll(PromptArgument.parse(PromptShape.SCRIBBLE, s).in(volume)));
    lassos.forEach(l -> clicks.addAll(PromptArgument.parse(PromptShape.LASSO, l).in(volume)));
    if (clicks.isEmpty()) {
      throw new UserError(
          "Nothing was clicked: give at least one --click, --click-mm, --box, --scribble or --lasso");
    }
    return clicks;
  }

  private void print(String format, Object... arguments) {
    if (spec != null) {
      spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
    }
  }
}
