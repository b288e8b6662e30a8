package io.deepgrow.command;

import io.deepgrow.validation.HtmlReport;
import io.deepgrow.validation.ReportFolder;
import io.deepgrow.validation.Trajectory;
import io.deepgrow.validation.ValidationCase;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a validation's figures and pictures go. */
final class ReportOptions {

  private static final int GREEN = 0x33dd66;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  @Nullable Path json;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Paint the last mask over three cuts.")
  @Nullable Path png;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write index.html with graphs and pictures, report.json and two CSV files.")
  @Nullable Path out;

  private record Seen(ValidationCase item, Mask mask) {}

  private final List<Seen> finals = new ArrayList<>();
  private @Nullable Seen last;

  /** Says early what can't be written. */
  void check() {
    Outputs.file(json);
    Outputs.file(png);
    Outputs.folder(out);
  }

  /** The mask after a click; the last of each run is kept for its picture. */
  void saw(ValidationCase item, Mask mask) {
    last = new Seen(item, mask);
  }

  /** A run has ended. */
  void ended() {
    Seen seen = last;
    if (seen != null) {
      finals.add(seen);
    }
  }

  /** Writes what was asked for; the files written. */
  List<Path> write(List<Trajectory> trajectories) throws IOException {
    List<Path> written = new ArrayList<>();
    Path picture = png;
    Seen seen = last;
    if (picture != null && seen != null) {
      OverlayPng.write(seen.item().volume(), seen.mask(), GREEN, picture);
      written.add(picture);
    }
    Path figures = json;
    if (figures != null) {
      ReportFolder.writeJson(figures, trajectories);
      written.add(figures);
    }
    Path folder = out;
    if (folder != null) {
      Files.createDirectories(folder);
      ReportFolder.write(folder, trajectories);
      Files.writeString(
          folder.resolve("index.html"), HtmlReport.of(trajectories, pictures(trajectories)));
      written.add(folder.resolve("index.html"));
    }
    return written;
  }

  /** Best, median and worst run of the first method. */
  private List<HtmlReport.Picture> pictures(List<Trajectory> trajectories) throws IOException {
    String method = trajectories.isEmpty() ? "" : trajectories.get(0).method();
    List<Integer> rising = new ArrayList<>();
    for (int n = 0; n < Math.min(finals.size(), trajectories.size()); n++) {
      if (trajectories.get(n).method().equals(method)) {
        rising.add(n);
      }
    }
    rising.sort(Comparator.comparingDouble(n -> lastDice(trajectories.get(n))));
    if (rising.isEmpty()) {
      return List.of();
    }
    List<HtmlReport.Picture> pictures = new ArrayList<>();
    int top = rising.size() - 1;
    int[] places = {top, top / 2, 0};
    String[] words = {"Best", "Median", "Worst"};
    for (int n = 0; n < places.length; n++) {
      int run = rising.get(places[n]);
      Trajectory t = trajectories.get(run);
      String caption =
          String.format(
              Locale.ROOT,
              "%s: %s in %s, Dice %.3f after %d clicks",
              words[n],
              t.structure(),
              t.image(),
              lastDice(t),
              t.steps().size());
      pictures.add(new HtmlReport.Picture(caption, png(finals.get(run))));
    }
    return pictures;
  }

  private static double lastDice(Trajectory trajectory) {
    return trajectory.dice(trajectory.budget());
  }

  private static byte[] png(Seen seen) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OverlayImage overlay = new OverlayImage(seen.item().volume(), GreyWindow.ABDOMEN);
    OverlayImage.writePng(
        overlay.renderThrough(seen.mask(), OverlayPng.middle(seen.mask()), GREEN), bytes);
    return bytes.toByteArray();
  }
}
