package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Probes of health by many while the PACS hangs; they must neither wait nor reach it. */
final class HealthProbes implements Attack {

  private static final int MANY = 240;
  private static final int PAUSE_MILLIS = 500;
  private static final List<String> PATHS = List.of("/q/health", "/q/health/ready", "/ready");

  private final Stage stage;

  HealthProbes(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return MANY + " probes, the PACS hangs";
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    stage.pacs().turn(Mischief.HANG);
    int before = stage.pacs().requests().size();
    long start = System.nanoTime();
    List<Wire> wires = new ArrayList<>();
    try {
      do {
        for (int n = 0; n < MANY; n++) {
          String path = PATHS.get(n % PATHS.size());
          wires.add(
              Wire.open(
                  stage.port(),
                  stage.head("GET " + path + " HTTP/1.1", stage.known(), "Connection: close")));
        }
        tally.sent(MANY);
        progress.underWay();
      } while (collect(wires, tally, progress));
      double seconds = (System.nanoTime() - start) / 1e9;
      int reached = stage.pacs().requests().size() - before;
      if (reached > seconds / 10 + 4) {
        tally.fault(
            String.format(
                Locale.ROOT, "%d probes reached the PACS within %.0f s", reached, seconds));
      }
    } finally {
      stage.pacs().turn(Mischief.NONE);
    }
  }

  /** Waits for the answers of one wave; whether another is to follow. */
  private static boolean collect(List<Wire> wires, Tally tally, Progress progress)
      throws InterruptedException {
    boolean goesOn = true;
    while (goesOn && !wires.isEmpty()) {
      goesOn = progress.goesOn(PAUSE_MILLIS);
      wires.forEach(Wire::read);
      for (Wire wire : List.copyOf(wires)) {
        if (wire.ended() || !goesOn) {
          tally.answered(wire);
          wire.close();
          wires.remove(wire);
        }
      }
    }
    return goesOn;
  }
}
