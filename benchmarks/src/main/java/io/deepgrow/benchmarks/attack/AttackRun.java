package io.deepgrow.benchmarks.attack;

import io.deepgrow.benchmarks.PackagedService;
import io.deepgrow.benchmarks.Percentiles;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.phantom.Organ;
import io.deepgrow.phantom.Phantom;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Attacks the packaged service in every way there is here, twice, while two callers go on clicking,
 * and says whether it held its bounds.
 */
public final class AttackRun {

  private static final int ROUNDS = 2;
  private static final int CALLERS = 2;
  private static final int CALM_CLICKS = 40;

  /** So many that no mask is remembered from an earlier click. */
  private static final int VOXELS = 4000;

  private static final int WARM_UP = 24;
  private static final int DISK_MEGABYTES = 300;
  private static final int SETTLE_SECONDS = 45;

  /** After these no attack begins; what was not tried then is a broken bound. */
  private static final int MOST_SECONDS = 300;

  private static final String TOKEN = "attack-0123456789abcdef0123456789abcdef";

  private final Stage stage;
  private final int clicks;
  private final String only;
  private final List<Double> calm = new ArrayList<>();
  private final Map<String, Vitals> vitals = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  private AttackRun(Stage stage, int clicks, String only) {
    this.stage = stage;
    this.clicks = clicks;
    this.only = only;
  }

  /**
   * Arguments: the service's jar, an empty folder, clicks to measure an attack, and perhaps a word
   * in the names of those attacks that are to be tried.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    // callers that are done leave no connections behind
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    Path folder = Path.of(args[1]);
    Phantom phantom =
        new PhantomGenerator(7)
            .generate(new PhantomSpec(new GridSize(512, 512, 40), new Spacing(0.75, 0.75, 6), 14));
    List<DicomFile> files =
        new CtWriter(UidSource.derived(new UUID(7, 40)), Instant.EPOCH, PatientModule.PHANTOM)
            .write(phantom.ct());
    List<VoxelIndex> voxels = voxels(Mask.ofLabel(phantom.labels(), Organ.SPLEEN.label()));
    Report report;
    String log;
    try (FakePacs fake = FakePacs.of(files);
        PacsFront pacs = PacsFront.before(fake);
        BoundedFolder uploads = BoundedFolder.mount(folder.resolve("uploads"), DISK_MEGABYTES);
        PackagedService service = start(Path.of(args[0]), folder, pacs, uploads)) {
      Thread stop = new Thread(() -> stop(service));
      Runtime.getRuntime().addShutdownHook(stop);
      Stage stage =
          new Stage(
              service,
              pacs,
              TOKEN,
              files.get(0).dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow(),
              files.get(0).dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow(),
              voxels,
              uploads.path(),
              uploads.isBounded() ? (long) DISK_MEGABYTES << 20 : 0);
      report =
          new AttackRun(stage, Integer.parseInt(args[2]), args.length > 3 ? args[3] : "")
              .run(folder);
      log = service.log();
    }
    System.out.println(Report.warnings(log));
    System.out.println(report.text());
    System.exit(report.broken().isEmpty() ? 0 : 1);
  }

  private static void stop(PackagedService service) {
    try {
      service.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PackagedService start(Path jar, Path folder, PacsFront pacs, BoundedFolder uploads)
      throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    return PackagedService.start(
        jar,
        folder,
        pacs.base(),
        List.of(
            "-Xmx1g",
            "@bin/jvm.options",
            "-Djava.io.tmpdir=" + temporary,
            "-Ddeepgrow.uploads.dir=" + uploads.path(),
            "-Ddeepgrow.security.allow-anonymous=false",
            "-Ddeepgrow.security.token=" + TOKEN,
            "-Ddeepgrow.results.retry=300ms",
            "-Ddeepgrow.results.max-retry=1s"));
  }

  /** Some voxels of an organ, the same every time. */
  private static List<VoxelIndex> voxels(Mask organ) {
    Random random = new Random(5);
    Set<VoxelIndex> chosen = new LinkedHashSet<>();
    while (chosen.size() < VOXELS) {
      VoxelIndex voxel = organ.size().voxel(random.nextInt(organ.size().arrayLength()));
      if (organ.get(voxel)) {
        chosen.add(voxel);
      }
    }
    return List.copyOf(chosen);
  }

  private List<Outcome> attacks() {
    List<Attack> all = new ArrayList<>();
    all.add(new Smuggling(stage));
    all.add(new SlowBodies(stage));
    for (DeafReaders.Answers kind : DeafReaders.Answers.values()) {
      all.add(new DeafReaders(stage, kind));
    }
    all.add(new HealthProbes(stage));
    all.add(new PoisonedPacs(stage));
    all.add(new ParallelSaves(stage));
    all.add(new FullDisk(stage));
    List<Outcome> chosen =
        all.stream().filter(a -> a.name().contains(only)).map(Outcome::new).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no attack has '"
              + only
              + "' in its name; there are "
              + all.stream().map(Attack::name).toList());
    }
    return chosen;
  }

  private Report run(Path folder) throws IOException, InterruptedException {
    List<Path> temporary = List.of(folder.resolve("tmp"), stage.uploads().resolve("coming"));
    VitalsProbe probe = new VitalsProbe(stage.service(), temporary);
    List<Outcome> outcomes = attacks();
    Tally calmTally = new Tally(false);
    long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
    try (Clickers clickers = Clickers.open(CALLERS, stage)) {
      say("Clicking undisturbed ...");
      clickers.click(WARM_UP, calmTally);
      String first = mask();
      calm.addAll(clickers.click(CALM_CLICKS, calmTally));
      Vitals before = probe.take();
      vitals.put("before", before);
      for (int round = 1; round <= ROUNDS; round++) {
        if (round > 1) {
          calm.addAll(clickers.click(CALM_CLICKS, calmTally));
        }
        for (Outcome outcome : outcomes) {
          if (System.nanoTime() < end) {
            attack(outcome, clickers, probe);
          } else {
            broken.add("too slow a machine: round " + round + " of " + outcome.attack().name());
          }
        }
        say("Looking for leaks ...");
        Vitals after = probe.settled(before, SETTLE_SECONDS);
        say("  " + before + " before, now " + after);
        vitals.put("after round " + round, after);
      }
      if (!first.equals(mask())) {
        broken.add("the same click gave another mask at the end");
      }
    } catch (IOException e) {
      broken.add(
          stage.service().isAlive()
              ? String.valueOf(e.getMessage())
              : "the service ended by itself");
    }
    broken.addAll(calmTally.faults());
    if (calm.isEmpty()) {
      throw new IOException("Nothing could be measured: " + String.join("; ", broken));
    }
    return new Report(Percentiles.of(calm), outcomes, vitals, broken);
  }

  /** The mask of one click in a new session. */
  private String mask() throws IOException, InterruptedException {
    Caller caller = stage.caller();
    String segment = caller.addSegment(caller.open(stage.study(), stage.series()));
    caller.mark(segment, stage.voxels().get(0));
    return caller.mask(segment);
  }

  private void attack(Outcome outcome, Clickers clickers, VitalsProbe probe)
      throws IOException, InterruptedException {
    Attack attack = outcome.attack();
    if (!attack.leftOutBecause().isEmpty()) {
      return;
    }
    say(attack.name() + " ...");
    Progress progress = new Progress();
    CompletableFuture<Void> done = CompletableFuture.runAsync(() -> run(outcome, progress));
    List<Double> millis;
    try {
      progress.awaitUnderWay();
      millis = clickers.click(clicks / ROUNDS, outcome.tally());
    } finally {
      progress.enough();
      done.join();
    }
    outcome.add(millis, probe.take());
    say("  " + outcome.summary());
  }

  private static void run(Outcome outcome, Progress progress) {
    try {
      outcome.attack().run(outcome.tally(), progress);
    } catch (IOException e) {
      outcome.tally().fault("the attack was cut short: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      progress.underWay();
    }
  }

  @SuppressWarnings("SystemOut")
  private static void say(String what) {
    System.err.println(what);
  }
}
