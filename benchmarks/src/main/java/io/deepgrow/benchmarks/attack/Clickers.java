package io.deepgrow.benchmarks.attack;

import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Other callers, each in a session of its own, who go on clicking whatever happens. */
final class Clickers implements AutoCloseable {

  private static final int MOST_SECONDS = 30;

  private final ExecutorService threads;
  private final List<Caller> callers = new ArrayList<>();
  private final List<String> sessions = new ArrayList<>();
  private final List<VoxelIndex> voxels;
  private final AtomicInteger next = new AtomicInteger(1);

  private Clickers(int number, List<VoxelIndex> voxels) {
    this.threads = Executors.newFixedThreadPool(number);
    this.voxels = voxels;
  }

  /** So many callers, their sessions on one series. */
  static Clickers open(int number, Stage stage) throws IOException, InterruptedException {
    Clickers clickers = new Clickers(number, stage.voxels());
    for (int n = 0; n < number; n++) {
      Caller caller = stage.caller();
      clickers.callers.add(caller);
      clickers.sessions.add(caller.open(stage.study(), stage.series()));
    }
    return clickers;
  }

  /**
   * Clicks so many times in all, each the first click of a mask, or for as long as there is time;
   * what failed goes into the tally.
   *
   * @return milliseconds of each
   */
  List<Double> click(int times, Tally tally) throws InterruptedException {
    long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
    List<Future<List<Double>>> all = new ArrayList<>();
    for (int n = 0; n < callers.size(); n++) {
      int caller = n;
      int own = (times + callers.size() - 1) / callers.size();
      all.add(threads.submit(() -> click(caller, own, end, tally)));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> one : all) {
      try {
        millis.addAll(one.get());
      } catch (ExecutionException e) {
        tally.fault("a click of another caller failed: " + e.getCause());
      }
    }
    if (millis.size() < times) {
      tally.fault(
          "others made " + millis.size() + " of " + times + " clicks in " + MOST_SECONDS + " s");
    }
    return millis;
  }

  private List<Double> click(int caller, int times, long end, Tally tally)
      throws InterruptedException {
    Caller who = callers.get(caller);
    List<Double> millis = new ArrayList<>();
    String segment = "";
    for (int n = 0; n < times && System.nanoTime() < end; n++) {
      VoxelIndex voxel = voxels.get(next.getAndIncrement() % voxels.size());
      long start = System.nanoTime();
      try {
        segment = segment.isEmpty() ? who.addSegment(sessions.get(caller)) : segment;
        millis.add(who.click(segment, voxel));
        who.clear(segment);
      } catch (IOException e) {
        tally.fault("a click of another caller failed: " + e);
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return millis;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
