package io.deepgrow.training.cli;

import io.deepgrow.command.ErasePatientCommand;
import io.deepgrow.command.ExportTritonCommand;
import io.deepgrow.command.GeneratePhantomCommand;
import io.deepgrow.command.SegmentCommand;
import io.deepgrow.command.ValidateCommand;
import io.deepgrow.command.ValidateServiceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code deepgrow} command with all its sub-commands, those that train among them. */
@Command(
    name = "deepgrow",
    description = "Click-driven 3-D segmentation of CT from the command line.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SegmentCommand.class,
      ValidateCommand.class,
      ValidateServiceCommand.class,
      ErasePatientCommand.class,
      GeneratePhantomCommand.class,
      ExportTritonCommand.class,
      PrepareDatasetCommand.class,
      TrainCommand.class,
      ExportCommand.class,
      ImportWeightsCommand.class,
      ImportOnnxCommand.class
    },
    footer = {"", "deepgrow COMMAND --help tells more of each. For research, not for diagnosis."})
public final class Deepgrow {

  /** The command line as {@link #main} runs it. */
  public static CommandLine commandLine() {
    return io.deepgrow.command.Deepgrow.of(new Deepgrow());
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
