package io.deepgrow.training.train;

import io.deepgrow.model.TrainingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What a training run left behind: a snapshot and the curve up to it. */
public final class RunFolder {

  private static final int MANY = 50;

  private final Snapshot snapshot;
  private final List<TrainingRecord.Point> curve;
  private final double seconds;

  private RunFolder(Snapshot snapshot, List<TrainingRecord.Point> curve, double seconds) {
    this.snapshot = snapshot;
    this.curve = curve;
    this.seconds = seconds;
  }

  /**
   * Opens it.
   *
   * @param which {@code last} or {@code best}
   */
  public static RunFolder open(Path folder, String which) throws IOException {
    Path last = folder.resolve(which + ".snapshot");
    if (!Files.exists(last)) {
      throw new IOException(
          folder + " holds no training run: " + last.getFileName() + " is missing");
    }
    Path csv = folder.resolve("curve.csv");
    Snapshot snapshot = Snapshot.read(last);
    List<TrainingRecord.Point> curve =
        TrainingLog.read(csv).stream().filter(p -> p.step() <= snapshot.step()).toList();
    long started = Files.readAttributes(csv, BasicFileAttributes.class).creationTime().toMillis();
    double seconds = Math.max(0, Files.getLastModifiedTime(last).toMillis() - started) / 1000.0;
    return new RunFolder(snapshot, thinned(curve), seconds);
  }

  /**
   * The parameters of a run's last snapshot, in the engine's order, and what follows them.
   *
   * @throws IOException when there is none
   */
  public static List<float[]> lastValues(Path folder) throws IOException {
    Path last = folder.resolve("last.snapshot");
    if (!Files.exists(last)) {
      throw new IOException(folder + " holds no training run: last.snapshot is missing");
    }
    return Snapshot.read(last).values();
  }

  /** Every fifth point of a long curve: enough for a picture. */
  private static List<TrainingRecord.Point> thinned(List<TrainingRecord.Point> curve) {
    if (curve.size() < MANY) {
      return curve;
    }
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
