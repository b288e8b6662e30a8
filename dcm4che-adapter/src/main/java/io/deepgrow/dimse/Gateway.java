package io.deepgrow.dimse;

import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dimse.held.HeldObjects;
import io.deepgrow.dimse.node.Node;
import io.deepgrow.dimse.node.PacsCalls;
import io.deepgrow.dimse.web.DicomWebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A gateway that runs: DIMSE on one side, DICOMweb on the other. */
public final class Gateway implements AutoCloseable {

  private final GatewaySettings settings;
  private final Node node;
  private final DicomWebServer server;

  private Gateway(GatewaySettings settings, Node node, DicomWebServer server) {
    this.settings = settings;
    this.node = node;
    this.server = server;
  }

  /** Starts one; what its folder holds is there again. */
  public static Gateway start(GatewaySettings settings) throws IOException {
    DicomLimits limits = DicomLimits.standard().withMaxBytes(settings.maxObjectBytes());
    HeldObjects held =
        HeldObjects.in(settings.folder(), settings.maxBytes(), settings.pacs().isPresent(), limits);
    Node node = Node.start(settings, held);
    try {
      Optional<PacsCalls> pacs = settings.pacs().map(entity -> new PacsCalls(node, limits));
      return new Gateway(settings, node, DicomWebServer.start(settings, held, pacs, limits));
    } catch (IOException e) {
      node.close();
      throw new IOException("DICOMweb can't be served: " + e.getMessage(), e);
    }
  }

  /** The DICOMweb root. */
  public URI root() {
    return URI.create(
        "http://" + settings.webAddress().getHostAddress() + ":" + server.port() + "/dicom-web");
  }

  /** The port on which DIMSE is served. */
  public int dimsePort() {
    return node.port();
  }

  @Override
  public void close() {
    server.close();
    node.close();
  }

  /** Runs a gateway until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      System.err.println("Usage: bin/dimse-gateway SETTINGS-FILE (see docs/dimse.md)");
      System.exit(2);
    }
    try {
      Gateway gateway = start(SettingsFile.read(Path.of(arguments[0])));
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
      System.err.printf(
          "%s answers DIMSE on port %d and DICOMweb at %s%n",
          gateway.settings.title(), gateway.dimsePort(), gateway.root());
      new CountDownLatch(1).await();
    } catch (IOException | GatewayException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }
}
