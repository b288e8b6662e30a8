package io.deepgrow.benchmarks;

import io.deepgrow.benchmarks.BenchedService.Answer;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.OrthancProcess;
import io.deepgrow.volume.VoxelIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a click costs more by MONAI Label's protocol, which answers with the whole mask as a file,
 * than by the API of the service: the same voxels in turn, first clicks that took one run of the
 * network.
 */
public final class ProtocolCost {

  private static final int WARM_UP = 16;
  private static final int CLICKS = 30;
  private static final List<String> FILES = List.of(".nrrd", ".nii.gz");

  private ProtocolCost() {}

  /** Arguments: the service's jar, and perhaps a folder of slices with a file of labels. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    if (!OrthancProcess.installed()) {
      throw new IOException("Orthanc is not installed (Debian: orthanc, orthanc-dicomweb)");
    }
    Path folder = Files.createTempDirectory("deepgrow-bench");
    BenchSeries series =
        args.length > 2
            ? BenchSeries.ofFolder(Path.of(args[1]), Path.of(args[2]))
            : BenchSeries.generated();
    try (OrthancProcess orthanc = OrthancProcess.start(folder);
        BenchedService service = BenchedService.start(Path.of(args[0]), folder, orthanc.base())) {
      series.store(new DicomWebClient(DicomWebConfig.of(orthanc.base())));
      measure(service, series, System.out);
    }
  }

  private static void measure(BenchedService service, BenchSeries series, PrintStream out)
      throws IOException, InterruptedException {
    String session = service.open(series.study(), series.series());
    List<Double> own = new ArrayList<>();
    List<List<Double>> theirs = new ArrayList<>();
    FILES.forEach(f -> theirs.add(new ArrayList<>()));
    int ways = 1 + FILES.size();
    // every click at a voxel of its own: a prediction that was made before is remembered
    List<VoxelIndex> voxels = series.voxels(ways * (WARM_UP + CLICKS));
    for (int made = 0; made < WARM_UP + CLICKS; made++) {
      Answer answer = service.click(session, voxels.get(ways * made));
      double[] ms = new double[FILES.size()];
      for (int n = 0; n < ms.length; n++) {
        VoxelIndex voxel = voxels.get(ways * made + 1 + n);
        ms[n] = service.infer(series.series(), "bench" + n, voxel, FILES.get(n));
      }
      if (made >= WARM_UP && answer.passes() == 1) {
        own.add(answer.ms());
        for (int n = 0; n < ms.length; n++) {
          theirs.get(n).add(ms[n]);
        }
      }
    }
    out.printf("%n### protocols, %s%n%n", series.name());
    out.println("| protocol | p50, ms | p95, ms | more at p50, ms |\n|---|---|---|---|");
    row(out, "own API", own, own);
    for (int n = 0; n < FILES.size(); n++) {
      row(out, "MONAI Label, " + FILES.get(n), theirs.get(n), own);
    }
  }

  private static void row(PrintStream out, String name, List<Double> values, List<Double> base) {
    Percentiles p = Percentiles.of(values);
    out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f |%n",
        name,
        p.p50(),
        p.p95(),
        p.p50() - Percentiles.of(base).p50());
  }
}
