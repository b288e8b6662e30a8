package io.deepgrow.command;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One line that must stand neither in the shell's history nor in the list of processes: from a
 * file, from standard input, or from whoever sits at the terminal. It is in no error.
 */
final class SecretText {

  private static final int MAX_BYTES = 4096;
  private static final Path STANDARD_INPUT = Path.of("-");

  private SecretText() {}

  /**
   * The first line of a file, without blanks around it.
   *
   * @param file {@code -} is standard input; null too, unless somebody can be asked
   * @param what it is called when it is asked for, or is not there
   * @throws UserError when there is none
   */
  @SuppressWarnings("SystemConsoleNull") // a console that is no terminal reads standard input too
  static String read(@Nullable Path file, String what) throws IOException {
    Console console = System.console();
    if (file == null && console != null) {
      char[] typed = console.readPassword("%s: ", what);
      return required(typed == null ? "" : new String(typed), what);
    }
    if (file == null || file.equals(STANDARD_INPUT)) {
      return firstLine(System.in, what);
    }
    UserError.unlessFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      return firstLine(in, what);
    }
  }

  static String firstLine(InputStream in, String what) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES);
    InputStream limited = new ByteArrayInputStream(bytes);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(limited, StandardCharsets.UTF_8));
    String line = reader.readLine();
    return required(line == null ? "" : line, what);
  }

  private static String required(String text, String what) {
    if (text.isBlank()) {
      throw new UserError("The " + what + " is empty; put it into the first line");
    }
    return text.strip();
  }
}
