package io.deepgrow.app.training;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log of a run says of how far it is.
 *
 * @param leftSeconds of the time that is left, where it says so
 * @param lines its last ones
 */
record RunProgress(long step, long steps, OptionalLong leftSeconds, List<String> lines) {

  private static final int TAIL = 16_384;
  private static final int LINES = 20;
  private static final int SECONDS = 60;
  private static final Pattern STEP = Pattern.compile("^step (\\d{1,9}) of (\\d{1,9})\\b.*");
  private static final Pattern LEFT = Pattern.compile("(\\d{1,7}) min left$");

  /** Reads the end of a log. */
  static RunProgress read(Path log) {
    List<String> all = tail(log);
    long step = 0;
    long steps = 0;
    OptionalLong left = OptionalLong.empty();
    for (String line : all) {
      Matcher found = STEP.matcher(line);
      if (found.matches()) {
        step = Long.parseLong(found.group(1));
        steps = Long.parseLong(found.group(2));
        Matcher minutes = LEFT.matcher(line);
        left =
            minutes.find()
                ? OptionalLong.of(SECONDS * Long.parseLong(minutes.group(1)))
                : OptionalLong.empty();
      }
    }
    return new RunProgress(
        step, steps, left, all.subList(Math.max(0, all.size() - LINES), all.size()));
  }

  private static List<String> tail(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL);
      file.seek(from);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
