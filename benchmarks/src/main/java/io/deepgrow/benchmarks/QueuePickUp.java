package io.deepgrow.benchmarks;

import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How soon a result that is saved is picked up: from the request until the PACS hears of it, and
 * until it was stored, read back and compared; one after the other, in front of a PACS in memory.
 */
public final class QueuePickUp {

  private static final int WARM_UP = 10;
  private static final int RESULTS = 100;
  private static final double BOUND_MS = 1000;

  private QueuePickUp() {}

  /** Argument: the service's jar. Fails when the 95th percentile is a second or more. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("deepgrow-bench");
    var slices =
        new CtWriter(
                UidSource.derived(new UUID(5, 5)),
                Instant.EPOCH,
                new PatientModule("Bench^Queue", "BENCH", "Benchmark"))
            .write(block());
    AtomicLong heard = new AtomicLong();
    try (FakePacs pacs = FakePacs.of(slices);
        BenchedService service = BenchedService.start(Path.of(args[0]), folder, pacs.base())) {
      var header = slices.get(0).dataSet();
      String session =
          service.open(
              header.string(Tag.STUDY_INSTANCE_UID).orElseThrow(),
              header.string(Tag.SERIES_INSTANCE_UID).orElseThrow());
      service.click(session, new VoxelIndex(24, 24, 6));
      pacs.with(
          PacsWays.friendly()
              .before(
                  exchange -> {
                    // the probe of the service's health asks for studies
                    if (!exchange.getRequestURI().getPath().endsWith("/studies")) {
                      heard.compareAndSet(0, System.nanoTime());
                    }
                    return false;
                  }));
      measure(service, session, heard, System.out);
    }
  }

  private static Volume block() {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(48, 48, 12), new Spacing(2, 2, 4));
    short[] voxels = new short[grid.size().arrayLength()];
    Arrays.fill(voxels, (short) -100);
    for (int k = 3; k < 9; k++) {
      for (int j = 14; j < 34; j++) {
        Arrays.fill(voxels, grid.size().flat(14, j, k), grid.size().flat(34, j, k), (short) 110);
      }
    }
    return Volume.of(grid, voxels);
  }

  private static void measure(
      BenchedService service, String session, AtomicLong heard, PrintStream out)
      throws IOException, InterruptedException {
    List<Double> pickedUp = new ArrayList<>();
    List<Double> verified = new ArrayList<>();
    for (int n = 0; n < WARM_UP + RESULTS; n++) {
      heard.set(0);
      long start = System.nanoTime();
      double ms = service.store(session);
      if (n >= WARM_UP) {
        pickedUp.add((heard.get() - start) / 1e6);
        verified.add(ms);
      }
    }
    Percentiles soon = Percentiles.of(pickedUp);
    Percentiles end = Percentiles.of(verified);
    out.printf("%n### queue%n%n| from the request to save | p50, ms | p95, ms |%n|---|---|---|%n");
    out.printf(
        Locale.ROOT, "| until the PACS hears of it | %.0f | %.0f |%n", soon.p50(), soon.p95());
    out.printf(Locale.ROOT, "| until it is VERIFIED | %.0f | %.0f |%n", end.p50(), end.p95());
    if (soon.p95() >= BOUND_MS) {
      throw new IllegalStateException("Results are picked up too late: p95 " + soon.p95() + " ms");
    }
  }
}
