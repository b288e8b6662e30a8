package io.deepgrow.validation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.deepgrow.validation.Trajectory.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A validation as files: {@code report.json}, {@code clicks.csv}, {@code summary.csv}. */
public final class ReportFolder {

  private ReportFolder() {}

  /** What {@code report.json} holds. */
  record Report(List<Summary> summaries, List<Trajectory> trajectories) {}

  /** Writes the three files into an existing folder. */
  public static void write(Path folder, List<Trajectory> trajectories) throws IOException {
    List<Summary> summaries = Summary.of(trajectories);
    write(folder.resolve("report.json"), json(new Report(summaries, trajectories)));
    Files.writeString(folder.resolve("clicks.csv"), clicks(trajectories));
    Files.writeString(folder.resolve("summary.csv"), summary(summaries));
  }

  /** One run or several as JSON. */
  public static void writeJson(Path file, List<Trajectory> trajectories) throws IOException {
    write(file, json(new Report(Summary.of(trajectories), trajectories)));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
  }

  private static byte[] json(Report report) throws IOException {
    return (new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report)
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String clicks(List<Trajectory> trajectories) {
    StringBuilder csv =
        new StringBuilder(
            "method,image,structure,strategy,seed,click,kind,i,j,k,dice,surface_mm,hd95_mm,ms\n");
    for (Trajectory t : trajectories) {
      for (Step s : t.steps()) {
        csv.append(
            row(
                t.method(),
                t.image(),
                t.structure(),
                t.strategy().name().toLowerCase(Locale.ROOT),
                t.seed(),
                s.click(),
                s.kind().name().toLowerCase(Locale.ROOT),
                s.voxel().i(),
                s.voxel().j(),
                s.voxel().k(),
                number(s.dice()),
                number(s.surfaceMm()),
                number(s.hd95Mm()),
                number(s.ms())));
      }
    }
    return csv.toString();
  }

  private static String summary(List<Summary> summaries) {
    int budget = summaries.stream().mapToInt(s -> s.dice().size()).max().orElse(1) - 1;
    StringBuilder csv = new StringBuilder("method,structure,strategy,runs,surface_mm,hd95_mm,ms");
    for (double target : Summary.TARGETS) {
      csv.append(String.format(Locale.ROOT, ",noc@%.2f,failures@%.2f", target, target));
    }
    for (int n = 0; n <= budget; n++) {
      csv.append(",median_").append(n).append(",worst_").append(n);
    }
    csv.append('\n');
    for (Summary s : summaries) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  s.method(),
                  s.structure(),
                  s.strategy().name().toLowerCase(Locale.ROOT),
                  s.runs(),
                  number(s.surfaceMm()),
                  number(s.hd95Mm()),
                  number(s.ms())));
      for (int n = 0; n < Summary.TARGETS.size(); n++) {
        cells.add(number(s.noc().get(n)));
        cells.add(s.failures().get(n));
      }
      for (int n = 0; n < s.dice().size(); n++) {
        cells.add(number(s.dice().get(n)));
        cells.add(number(s.worst().get(n)));
      }
      csv.append(row(cells.toArray()));
    }
    return csv.toString();
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder();
    for (Object cell : cells) {
      String text = String.valueOf(cell);
      row.append(row.length() == 0 ? "" : ",");
      row.append(text.matches("[^,\"\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"');
    }
    return row.append('\n').toString();
  }
}
