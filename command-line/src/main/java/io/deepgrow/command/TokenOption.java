package io.deepgrow.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A bearer token, from a file or from the environment; as an argument everybody could read it. */
public final class TokenOption {

  /** Environment variable with the token of a deepgrow service. */
  static final String OF_SERVICE = "DEEPGROW_TOKEN";

  /** Environment variable with the token of a PACS. */
  public static final String OF_PACS = "DEEPGROW_DICOMWEB_TOKEN";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "File whose first line is the bearer token, - for standard input",
        "(default: $DEEPGROW_TOKEN for a service, $DEEPGROW_DICOMWEB_TOKEN for a PACS)."
      })
  private @Nullable Path file;

  @Option(names = "--token", arity = "0..1", fallbackValue = "", hidden = true)
  private @Nullable String argument;

  /**
   * The token, if there is one.
   *
   * @param variable of the environment that has it where no file is named
   * @throws UserError when it is an argument of the command, or the file is empty
   */
  public Optional<String> read(String variable, Map<String, String> environment)
      throws IOException {
    if (argument != null) {
      throw new UserError(
          "--token is not taken, because everybody here could read it in the list of processes:"
              + " put the token into a file and name it with --token-file, or into $"
              + variable);
    }
    if (file != null) {
      return Optional.of(SecretText.read(file, "token"));
    }
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }
}
