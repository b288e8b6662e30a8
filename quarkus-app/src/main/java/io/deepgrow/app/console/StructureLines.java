package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.project.ProjectStructure;
import java.util.List;
import java.util.stream.Collectors;

/** Structures with their colours as a form has them, one a line. */
final class StructureLines {

  private StructureLines() {}

  static String text(List<ProjectStructure> structures) {
    return structures.stream()
        .map(s -> s.structure() + " " + s.colour())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Structures of lines such as {@code spleen #c04d4d}.
   *
   * @throws ApiException {@code request.malformed} that names the line
   */
  static List<ProjectStructure> of(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(StructureLines::structure)
        .toList();
  }

  private static ProjectStructure structure(String line) {
    String[] words = line.split("\\s+", -1);
    if (words.length != 2) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "Each line has a structure and its colour, such as spleen #c04d4d");
    }
    return new ProjectStructure(words[0], words[1]);
  }
}
