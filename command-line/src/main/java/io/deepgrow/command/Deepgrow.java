package io.deepgrow.command;

import io.deepgrow.release.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code deepgrow} command with all that needs no training engine. */
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
      VerifyAuditCommand.class,
      RotateKeyCommand.class,
      GeneratePhantomCommand.class,
      ExportTritonCommand.class
    },
    footer = {"", "deepgrow COMMAND --help tells more of each. For research, not for diagnosis."})
public final class Deepgrow {

  /** The command line as {@link #main} runs it. */
  public static CommandLine commandLine() {
    return of(new Deepgrow());
  }

  /** A command with the version, the spellings and the error messages of {@code deepgrow}. */
  public static CommandLine of(Object command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().version("deepgrow " + Release.version());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Deepgrow::refuse)
        .setExecutionExceptionHandler(Deepgrow::report);
  }

  /** One sentence, and where to read on. */
  private static int refuse(CommandLine.ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + exception.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
      err.println(command.getCommandSpec().qualifiedName() + " --help tells what it takes.");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int report(
      Exception exception, CommandLine commandLine, CommandLine.ParseResult result) {
    PrintWriter err = commandLine.getErr();
    if (isUsersToMend(exception)) {
      err.println("error: " + words(exception));
    } else {
      err.println("error: this is a defect of deepgrow; please report what follows");
      exception.printStackTrace(err);
    }
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String words(Exception exception) {
    if (exception instanceof UncheckedIOException unchecked) {
      return FileTrouble.words(Objects.requireNonNull(unchecked.getCause(), "what was unchecked"));
    }
    return exception instanceof IOException io
        ? FileTrouble.words(io)
        : String.valueOf(exception.getMessage());
  }

  private static boolean isUsersToMend(Exception exception) {
    return exception instanceof UserError
        || exception instanceof IOException
        || exception instanceof UncheckedIOException
        || exception.getClass().getName().startsWith("io.deepgrow.");
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
