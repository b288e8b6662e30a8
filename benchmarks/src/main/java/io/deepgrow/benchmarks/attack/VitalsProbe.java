package io.deepgrow.benchmarks.attack;

import io.deepgrow.benchmarks.PackagedService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at the service's process from outside: {@code /proc} and {@code jcmd}. */
final class VitalsProbe {

  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  /** Of a line of /proc/net/tcp: local port, state. */
  private static final Pattern CONNECTION =
      Pattern.compile("^ *\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) .*");

  /** Established, FIN-WAIT, CLOSE-WAIT, LAST-ACK. */
  private static final Set<String> OPEN = Set.of("01", "04", "05", "08", "09");

  private static final int COLLECTIONS = 2;

  private final PackagedService service;
  private final List<Path> temporary;

  /**
   * A probe of one service.
   *
   * @param temporary folders in which files lie for a while only
   */
  VitalsProbe(PackagedService service, List<Path> temporary) {
    this.service = service;
    this.temporary = temporary;
  }

  Vitals take() throws IOException, InterruptedException {
    for (int n = 0; n < COLLECTIONS; n++) {
      jcmd("GC.run");
    }
    long heap = heapOf(jcmd("GC.heap_info"));
    Path process = Path.of("/proc", Long.toString(service.pid()));
    int lying = 0;
    for (Path folder : temporary) {
      lying += filesBelow(folder);
    }
    return new Vitals(
        heap, count(process.resolve("task")), count(process.resolve("fd")), connections(), lying);
  }

  /** Looks again until everything is near what it was, or the time is over. */
  Vitals settled(Vitals before, long seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    Vitals now = take();
    while (!Bounds.leaks(before, now).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(1000);
      now = take();
    }
    return now;
  }

  /** Bytes in use by what {@code GC.heap_info} prints, whichever the collector. */
  static long heapOf(String info) {
    long kilobytes = 0;
    Matcher used = USED.matcher(info.lines().filter(l -> !l.contains("Metaspace")).toList() + "");
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes << 10;
  }

  private String jcmd(String what) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElse("java");
    Path beside = Path.of(java).resolveSibling("jcmd");
    Process jcmd =
        new ProcessBuilder(
                Files.exists(beside) ? beside.toString() : "jcmd",
                Long.toString(service.pid()),
                what)
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + what + " failed; is this a JDK? " + text);
    }
    return text;
  }

  private int connections() throws IOException {
    int open = 0;
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (Files.exists(Path.of(table))) {
        open += (int) Files.readAllLines(Path.of(table)).stream().filter(this::isOurs).count();
      }
    }
    return open;
  }

  private boolean isOurs(String line) {
    Matcher matcher = CONNECTION.matcher(line);
    return matcher.matches()
        && OPEN.contains(matcher.group(2))
        && matcher.group(1).equals(String.format(Locale.ROOT, "%04X", service.port()));
  }

  private static int count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return (int) entries.count();
    }
  }

  private static int filesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return (int) files.filter(Files::isRegularFile).count();
    }
  }
}
