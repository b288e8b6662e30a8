package io.deepgrow.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged service in demo mode as a process of its own, in front of a PACS. */
public final class PackagedService implements AutoCloseable {

  private static final int START_SECONDS = 120;

  private final Process process;
  private final int port;
  private final Path log;

  private PackagedService(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts it on a free port of this machine and waits until it is ready.
   *
   * @param data a folder for its database, files and log
   * @param options of the Java machine, such as {@code -Xmx3g} and {@code -Dname=value}
   */
  public static PackagedService start(Path jar, Path data, URI pacs, List<String> options)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Dquarkus.profile=demo");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Ddeepgrow.data-dir=" + data);
    command.add("-Ddeepgrow.archive.enabled=false");
    command.add("-Ddeepgrow.pacs.url=" + pacs);
    command.addAll(options);
    command.add("-jar");
    command.add(jar.toString());
    Path log = data.resolve("service.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PackagedService service = new PackagedService(process, port, log);
    try {
      service.awaitReady();
      return service;
    } catch (IOException | InterruptedException e) {
      service.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        HttpRequest ready = HttpRequest.newBuilder(URI.create(root() + "/q/health/ready")).build();
        if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      Thread.sleep(200);
    }
    throw new IOException("The service did not start:\n" + log());
  }

  public String root() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written down so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
