package io.deepgrow.benchmarks;

import io.deepgrow.benchmarks.BenchedService.Answer;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.OrthancProcess;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A click from the request to the answer, on the packaged service with a real PostgreSQL and a real
 * Orthanc: first clicks on new segments that took one run of the network, after a warm-up.
 */
public final class ClickLatency {

  private static final int WARM_UP = 24;
  private static final int CLICKS = 36;
  private static final int LOADS = 3;

  private final PrintStream out;

  private ClickLatency(PrintStream out) {
    this.out = out;
  }

  /** Arguments: the service's jar, and perhaps a folder of slices with a file of labels. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    if (!OrthancProcess.installed()) {
      throw new IOException("Orthanc is not installed (Debian: orthanc, orthanc-dicomweb)");
    }
    Path folder = Files.createTempDirectory("deepgrow-bench");
    try {
      measure(args, folder);
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(String[] args, Path folder) throws IOException, InterruptedException {
    Optional<BenchSeries> real =
        args.length > 2
            ? Optional.of(BenchSeries.ofFolder(Path.of(args[1]), Path.of(args[2])))
            : Optional.empty();
    List<BenchSeries> series = new ArrayList<>(real.stream().toList());
    series.add(BenchSeries.generated());
    try (OrthancProcess orthanc = OrthancProcess.start(folder);
        BenchedService service = BenchedService.start(Path.of(args[0]), folder, orthanc.base())) {
      DicomWebClient pacs = new DicomWebClient(DicomWebConfig.of(orthanc.base()));
      for (BenchSeries one : series) {
        one.store(pacs);
        for (String model : service.models()) {
          new ClickLatency(System.out).measure(service, one, model);
        }
      }
    }
  }

  private void measure(BenchedService service, BenchSeries series, String model)
      throws IOException, InterruptedException {
    out.printf("%n### %s, %s%n%n", series.name(), model);
    List<Double> loads = new ArrayList<>();
    String session = "";
    for (int n = 0; n < LOADS; n++) {
      if (!session.isEmpty()) {
        service.close(session);
      }
      long start = System.nanoTime();
      session = service.open(series.study(), series.series(), model);
      loads.add((System.nanoTime() - start) / 1e6);
    }
    List<Answer> answers = new ArrayList<>();
    int made = 0;
    for (VoxelIndex voxel : series.voxels(WARM_UP + CLICKS)) {
      Answer answer = service.click(session, voxel);
      if (made++ >= WARM_UP && answer.passes() == 1) {
        answers.add(answer);
      }
    }
    table(answers);
    String other = service.open(series.study(), series.series(), model);
    service.click(other, series.voxels(1).get(0));
    out.printf(
        Locale.ROOT,
        "%nFirst load %.0f ms; one segment stored, read back and compared in %.0f ms.%n",
        loads.get(0),
        service.store(other));
  }

  private void table(List<Answer> answers) {
    if (answers.isEmpty()) {
      out.println("No click took one run of the network.");
      return;
    }
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (Answer answer : answers) {
      rows.computeIfAbsent("whole click", s -> new ArrayList<>()).add(answer.ms());
      answer.steps().forEach((s, ms) -> rows.computeIfAbsent(s, n -> new ArrayList<>()).add(ms));
    }
    out.println("| step | p50, ms | p95, ms |\n|---|---|---|");
    rows.forEach(
        (step, values) -> {
          Percentiles p = Percentiles.of(values);
          out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", step, p.p50(), p.p95());
        });
    double whole = Percentiles.of(rows.getOrDefault("whole click", List.of(Double.NaN))).p50();
    double infer = Percentiles.of(rows.getOrDefault("infer", List.of(Double.NaN))).p50();
    out.printf(
        Locale.ROOT,
        "%n%d clicks of one run; whole ÷ network, of the medians: %.2f%n",
        answers.size(),
        whole / infer);
  }
}
