package io.deepgrow.service;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, with an embedded PostgreSQL, to be killed. */
final class ServiceProcess implements AutoCloseable {

  private static final Path JAR = Path.of("../quarkus-app/target/quarkus-app/quarkus-run.jar");
  private static final int START_SECONDS = 120;

  private final Path data;
  private final URI pacs;
  private final int port;
  private final String[] settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  private ServiceProcess(Path data, URI pacs, int port, Process process, String... settings) {
    this.data = data;
    this.pacs = pacs;
    this.port = port;
    this.process = process;
    this.settings = settings;
  }

  /** Starts the service; settings as {@code -Dname=value}. */
  static ServiceProcess start(Path data, URI pacs, String... settings) throws Exception {
    int port = freePort();
    Process process = launch(data, pacs, port, settings);
    ServiceProcess service = new ServiceProcess(data, pacs, port, process, settings);
    service.awaitStart();
    return service;
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** A process that was launched elsewhere, once it answers. */
  static ServiceProcess of(Path data, URI pacs, int port, Process process) throws Exception {
    ServiceProcess service = new ServiceProcess(data, pacs, port, process);
    service.awaitStart();
    return service;
  }

  /** The process alone, which may not come up; settings as {@code -Dname=value}. */
  static Process launch(Path data, URI pacs, int port, String... settings) throws IOException {
    return new ProcessBuilder(command(data, pacs, port, settings))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("service.log").toFile()))
        .start();
  }

  /** The command that starts the packaged service. */
  static List<String> command(Path data, URI pacs, int port, String... settings) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: package first");
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx1g");
    command.add("@../bin/jvm.options");
    command.add("-Dquarkus.profile=demo");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Ddeepgrow.data-dir=" + data);
    command.add("-Ddeepgrow.archive.enabled=false");
    command.add("-Ddeepgrow.pacs.url=" + pacs);
    command.add("-Ddeepgrow.results.retry=300ms");
    command.add("-Ddeepgrow.results.max-retry=1s");
    command.addAll(List.of(settings));
    command.add("-jar");
    command.add(JAR.toString());
    return command;
  }

  private void awaitStart() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        HttpResponse<String> live =
            http.send(
                HttpRequest.newBuilder(URI.create(root() + "/q/health/live")).build(),
                HttpResponse.BodyHandlers.ofString());
        if (live.statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(
        "The service did not start:\n" + Files.readString(data.resolve("service.log")));
  }

  String root() {
    return "http://127.0.0.1:" + port;
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill -STOP}: it stands still wherever it is. */
  void freeze() throws Exception {
    signal("STOP");
  }

  /** As {@code kill -CONT}. */
  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  void restart() throws Exception {
    process = launch(data, pacs, port, settings);
    awaitStart();
  }

  /** A log without what tests put into patient attributes. */
  String log() throws IOException {
    return log(data);
  }

  static String log(Path data) throws IOException {
    return Files.readString(data.resolve("service.log"));
  }

  @Override
  public void close() throws InterruptedException {
    // strace would leave the service running when it ends first
    Optional<ProcessHandle> watched = process.children().filter(ServiceProcess::isJava).findFirst();
    // who stands still hears nothing
    if (process.isAlive()) {
      try {
        signal("CONT");
      } catch (IOException e) {
        throw new IllegalStateException("There is no kill", e);
      }
    }
    watched.ifPresentOrElse(ProcessHandle::destroy, process::destroy);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }

  private static boolean isJava(ProcessHandle child) {
    return child.info().command().orElse("").endsWith("java");
  }
}
