package io.deepgrow.training.cli;

import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.LabelStatistics;
import java.io.PrintWriter;
import java.util.Locale;

/** What a dataset holds of each label, as a table of text. */
final class DatasetTable {

  private DatasetTable() {}

  static void print(DatasetIndex index, PrintWriter out) {
    int width = index.labels().stream().mapToInt(l -> l.name().length()).reduce(5, Math::max);
    String head = "%5s  %-" + width + "s  %7s  %5s  %5s  %28s  %7s%n";
    String row = "%5d  %-" + width + "s  %7d  %5d  %5d  %8.1f  %8.1f  %8.1f  %7.0f%n";
    out.printf(
        head,
        "value",
        "label",
        "volumes",
        "train",
        "valid",
        "millilitres min, mean, max",
        "mean HU");
    for (LabelStatistics label : index.labels()) {
      out.printf(
          Locale.ROOT,
          row,
          label.region(),
          label.name(),
          label.volumes(),
          label.training(),
          label.validation(),
          label.minMillilitres(),
          label.meanMillilitres(),
          label.maxMillilitres(),
          label.meanHu());
    }
  }
}
