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
 * What a click costs more by MONAI Label's protocol, which answers with the whole mask as a file,
 * than by the API of the service: the same voxels in turn, each protocol at a service of its own,
 * since a service remembers the masks it made; first clicks that took one run of the network.
 */
public final class ProtocolCost {

  private static final int WARM_UP = 16;
  private static final int CLICKS = 40;
  private static final String OWN = "own API";
  private static final String CLIENT = "bench";

  private ProtocolCost() {}

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
    BenchSeries series =
        args.length > 2
            ? BenchSeries.ofFolder(Path.of(args[1]), Path.of(args[2]))
            : BenchSeries.generated();
    Path jar = Path.of(args[0]);
    try (OrthancProcess orthanc = OrthancProcess.start(folder);
        BenchedService own = service(jar, folder, "own", orthanc);
        BenchedService plain = service(jar, folder, "nrrd", orthanc);
        BenchedService zipped = service(jar, folder, "nifti", orthanc)) {
      series.store(new DicomWebClient(DicomWebConfig.of(orthanc.base())));
      Map<String, BenchedService> theirs = new LinkedHashMap<>();
      theirs.put(".nrrd", plain);
      theirs.put(".nii.gz", zipped);
      measure(own, theirs, series, System.out);
    }
  }

  private static BenchedService service(Path jar, Path folder, String name, OrthancProcess pacs)
      throws IOException, InterruptedException {
    return BenchedService.start(jar, Files.createDirectory(folder.resolve(name)), pacs.base());
  }

  private static void measure(
      BenchedService own, Map<String, BenchedService> theirs, BenchSeries series, PrintStream out)
      throws IOException, InterruptedException {
    String session = own.open(series.study(), series.series());
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, List<Double>> more = new LinkedHashMap<>();
    int made = 0;
    for (VoxelIndex voxel : series.voxels(WARM_UP + CLICKS)) {
      Answer answer = own.click(session, voxel);
      boolean counts = made++ >= WARM_UP && answer.passes() == 1;
      if (counts) {
        add(times, OWN, answer.ms());
        add(more, OWN, 0);
      }
      for (Map.Entry<String, BenchedService> their : theirs.entrySet()) {
        double ms = their.getValue().infer(series.series(), CLIENT, voxel, their.getKey());
        if (counts) {
          add(times, "MONAI Label, " + their.getKey(), ms);
          add(more, "MONAI Label, " + their.getKey(), ms - answer.ms());
        }
      }
    }
    out.printf("%n### protocols, %s%n%n", series.name());
    out.println(
        "| protocol | p50, ms | p95, ms | more, p50, ms | more, p95, ms |\n|---|---|---|---|---|");
    times.forEach(
        (name, values) ->
            row(
                out,
                name,
                values,
                Objects.requireNonNull(more.get(name), "each time has a difference")));
  }

  private static void add(Map<String, List<Double>> values, String name, double value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static void row(PrintStream out, String name, List<Double> values, List<Double> more) {
    Percentiles p = Percentiles.of(values);
    Percentiles over = Percentiles.of(more);
    out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |%n",
        name,
        p.p50(),
        p.p95(),
        over.p50(),
        over.p95());
  }
}
