package io.deepgrow.training.cli;

import io.deepgrow.command.Outputs;
import io.deepgrow.command.UserError;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.patch.ContactSheet;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.training.prepare.run.Preparation;
import io.deepgrow.training.prepare.run.PrepareSettings;
import io.deepgrow.training.prepare.source.Listing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow prepare-dataset}: labelled CT becomes patches to train on. */
@Command(
    name = "prepare-dataset",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cuts a cubic patch around each label of each volume, at one spacing, for deepgrow train.",
      "Interrupted at any moment, the same command goes on where it was and ends with the same"
          + " bytes. Nothing of the input is changed.",
    },
    footer = {
      "",
      "In --out: images/ (int16 HU) and labels/ (0, 1) as NIfTI in patient coordinates,",
      "dataset.json with the split, the origin, geometry and sha256 of each patch, and",
      "contact-sheet.png to look at.",
      "",
      "Examples:",
      "  deepgrow prepare-dataset Task09_Spleen --out prepared/",
      "  deepgrow prepare-dataset BTCV --out prepared/ --label liver,spleen --dry-run",
      "  deepgrow prepare-dataset --dicomweb http://pacs/dicom-web --study 1.2.3 --out prepared/"
    })
public final class PrepareDatasetCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final DatasetInput input = new DatasetInput();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where patches and dataset.json go.")
  private Path out = Path.of(".");

  @Mixin private final PatchOptions options = new PatchOptions();

  @Option(names = "--dry-run", description = "Read and check all, write nothing.")
  private boolean dryRun;

  @Option(
      names = "--sheet",
      paramLabel = "N",
      defaultValue = "60",
      description = "Patches on contact-sheet.png, evenly picked; 0 for none (default: 60).")
  private int sheet;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("Run by the command line only");
    }
    PrintWriter to = command.commandLine().getOut();
    if (sheet < 0) {
      throw new UserError("--sheet takes 0 or more, not " + sheet);
    }
    if (!dryRun) {
      Outputs.folder(out);
    }
    PrepareSettings settings = options.settings(dryRun);
    Listing listing = input.list();
    to.printf("%s: %d labelled volumes%n", listing.layout(), listing.cases().size());
    for (Finding finding : listing.defects()) {
      to.println("  left out: " + finding);
    }
    ProgressLine progress = new ProgressLine(to, Help.Ansi.AUTO.enabled(), System::nanoTime);
    DatasetIndex index = new Preparation(settings, out, progress).run(listing);
    DatasetTable.print(index, to);
    int patches = index.training().size() + index.validation().size();
    to.printf(
        "%s %d patches of %d³ voxels: %d to train, %d to validate; %d left out, %d notes%n",
        dryRun ? "would write" : "wrote",
        patches,
        settings.cut().patch(),
        index.training().size(),
        index.validation().size(),
        index.defects().size(),
        index.warnings().size());
    if (!dryRun && sheet > 0) {
      Path picture = out.resolve("contact-sheet.png");
      ContactSheet.write(PreparedDataset.open(out), sheet, picture);
      to.println(picture);
    }
    return 0;
  }
}
