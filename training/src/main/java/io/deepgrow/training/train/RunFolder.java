package io.deepgrow.training.train;

import io.deepgrow.model.TrainingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What a training run left behind: its last snapshot and its curve. */
public final class RunFolder {

  private final Snapshot snapshot;
  private final List<TrainingRecord.Point> curve;
  private final double seconds;

  private RunFolder(Snapshot snapshot, List<TrainingRecord.Point> curve, double seconds) {
    this.snapshot = snapshot;
    this.curve = curve;
    this.seconds = seconds;
  }

  public static RunFolder open(Path folder) throws IOException {
    Path last = folder.resolve("last.snapshot");
    if (!Files.exists(last)) {
      throw new IOException(folder + " holds no training run: last.snapshot is missing");
    }
    Path csv = folder.resolve("curve.csv");
    Snapshot snapshot = Snapshot.read(last);
    List<TrainingRecord.Point> curve = new ArrayList<>();
    for (String line : Files.readAllLines(csv)) {
      String[] cells = line.split(",");
      if (cells[0].matches("\\d+") && Long.parseLong(cells[0]) <= snapshot.step()) {
        curve.add(
            new TrainingRecord.Point(
                Long.parseLong(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2])));
      }
    }
    long started = Files.readAttributes(csv, BasicFileAttributes.class).creationTime().toMillis();
    double seconds = Math.max(0, Files.getLastModifiedTime(last).toMillis() - started) / 1000.0;
    return new RunFolder(snapshot, thinned(curve), seconds);
  }

  /** Every fifth point: enough for a picture. */
  private static List<TrainingRecord.Point> thinned(List<TrainingRecord.Point> curve) {
    List<TrainingRecord.Point> few = new ArrayList<>();
    for (int n = 4; n < curve.size(); n += 5) {
      few.add(curve.get(n));
    }
    return few;
  }

  /** Parameters in the engine's order, then the optimiser's moments. */
  public List<float[]> values() {
    return snapshot.values();
  }

  public long step() {
    return snapshot.step();
  }

  public double seconds() {
    return seconds;
  }

  public List<TrainingRecord.Point> curve() {
    return curve;
  }
}
