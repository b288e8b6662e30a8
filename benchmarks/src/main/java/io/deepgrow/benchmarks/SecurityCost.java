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
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a click costs more where people sign in than where anybody may click: the same voxels in
 * turn, each way at a service of its own, since a service remembers the masks it made; first clicks
 * that took one run of the network.
 */
public final class SecurityCost {

  private static final int WARM_UP = 21;
  private static final int CLICKS = 39;
  private static final String ANYBODY = "anybody";
  private static final List<String> OPEN = List.of("-Xmx2g");
  private static final List<String> CLOSED =
      List.of(
          "-Xmx2g",
          "-Ddeepgrow.security.allow-anonymous=false",
          "-Ddeepgrow.accounts.setup-code=" + SignedIn.CODE);

  private SecurityCost() {}

  /** Argument: the service's jar. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    if (!OrthancProcess.installed()) {
      throw new IOException("Orthanc is not installed (Debian: orthanc, orthanc-dicomweb)");
    }
    Path folder = Files.createTempDirectory("deepgrow-bench");
    try {
      measure(Path.of(args[0]), folder);
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Path jar, Path folder) throws IOException, InterruptedException {
    BenchSeries series = BenchSeries.generated();
    try (OrthancProcess orthanc = OrthancProcess.start(folder);
        PackagedService open = service(jar, folder, "open", orthanc, OPEN);
        PackagedService people = service(jar, folder, "people", orthanc, CLOSED);
        PackagedService programs = service(jar, folder, "programs", orthanc, CLOSED)) {
      series.store(new DicomWebClient(DicomWebConfig.of(orthanc.base())));
      Map<String, BenchedService> ways = new LinkedHashMap<>();
      ways.put(ANYBODY, BenchedService.of(open, Map.of()));
      ways.put(
          "a person with one project",
          BenchedService.of(people, new SignedIn(people.root()).annotator(series.study())));
      ways.put(
          "a program with a key",
          BenchedService.of(programs, new SignedIn(programs.root()).program()));
      measure(ways, series, System.out);
    }
  }

  private static PackagedService service(
      Path jar, Path folder, String name, OrthancProcess pacs, List<String> options)
      throws IOException, InterruptedException {
    return PackagedService.start(
        jar, Files.createDirectory(folder.resolve(name)), pacs.base(), options);
  }

  private static void measure(Map<String, BenchedService> ways, BenchSeries series, PrintStream out)
      throws IOException, InterruptedException {
    Map<String, String> sessions = new LinkedHashMap<>();
    for (Map.Entry<String, BenchedService> way : ways.entrySet()) {
      sessions.put(way.getKey(), way.getValue().open(series.study(), series.series()));
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, List<Double>> around = new LinkedHashMap<>();
    Map<String, List<Double>> more = new LinkedHashMap<>();
    List<String> order = new ArrayList<>(ways.keySet());
    int made = 0;
    for (VoxelIndex voxel : series.voxels(WARM_UP + CLICKS)) {
      Map<String, Answer> round = new LinkedHashMap<>();
      boolean counts = made++ >= WARM_UP;
      for (String way : order) {
        Answer answer = service(ways, way).click(String.valueOf(sessions.get(way)), voxel);
        counts &= answer.passes() == 1;
        round.put(way, answer);
      }
      // who goes first changes, so that none has the warmer processor
      order.add(order.remove(0));
      if (counts) {
        round.forEach(
            (way, answer) -> {
              add(times, way, answer.ms());
              add(around, way, around(answer));
              add(more, way, around(answer) - around(first(round)));
            });
      }
    }
    out.printf("%n### security, %s%n%n", series.name());
    out.println(
        "| who clicks | p50, ms | p95, ms | without the network, p50, ms | more, p50, ms |\n|---|---|---|---|---|");
    for (String way : ways.keySet()) {
      Percentiles own = Percentiles.of(times.getOrDefault(way, List.of()));
      Percentiles rest = Percentiles.of(around.getOrDefault(way, List.of()));
      Percentiles over = Percentiles.of(more.getOrDefault(way, List.of()));
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.1f |%n",
          way,
          own.p50(),
          own.p95(),
          rest.p50(),
          over.p50());
    }
  }

  private static void add(Map<String, List<Double>> values, String way, double ms) {
    values.computeIfAbsent(way, w -> new ArrayList<>()).add(ms);
  }

  /** What a click takes besides the network, which takes now longer and now shorter for all. */
  private static double around(Answer answer) {
    return answer.ms() - answer.steps().getOrDefault("infer", 0.0);
  }

  private static Answer first(Map<String, Answer> round) {
    return Objects.requireNonNull(round.get(ANYBODY), "anybody clicks in each round");
  }

  private static BenchedService service(Map<String, BenchedService> ways, String way)
      throws IOException {
    BenchedService service = ways.get(way);
    if (service == null) {
      throw new IOException("There is no way " + way);
    }
    return service;
  }
}
