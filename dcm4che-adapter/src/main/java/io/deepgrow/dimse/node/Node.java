package io.deepgrow.dimse.node;

import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.GatewaySettings;
import io.deepgrow.dimse.RemoteEntity;
import io.deepgrow.dimse.held.HeldObjects;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.SSLManagerFactory;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;

/** The application entity of the gateway: it answers C-ECHO and C-STORE, and calls the PACS. */
public final class Node implements AutoCloseable {

  /** Bytes of a protocol data unit; a larger one ends the association. */
  private static final int PDU = 1 << 18;

  private static final int IDLE_MILLIS = 60_000;
  private static final int SHORT_MILLIS = 10_000;
  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final String[] TLS_SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
  };

  private final Device device = new Device("deepgrow-dimse-gateway");
  private final Connection own = new Connection();
  private final ApplicationEntity entity;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final GatewaySettings settings;

  private Node(GatewaySettings settings) {
    this.settings = settings;
    this.entity = new ApplicationEntity(settings.title());
  }

  /** A node that listens, and keeps what it is sent. */
  public static Node start(GatewaySettings settings, HeldObjects held) throws IOException {
    Node node = new Node(settings);
    try {
      node.open(held);
    } catch (IOException | GeneralSecurityException e) {
      node.close();
      throw new IOException("DIMSE can't be served: " + e.getMessage(), e);
    }
    return node;
  }

  private void open(HeldObjects held) throws IOException, GeneralSecurityException {
    own.setHostname(settings.address().getHostAddress());
    own.setBindAddress(settings.address().getHostAddress());
    own.setPort(settings.dimsePort() == 0 ? Ports.free(settings.address()) : settings.dimsePort());
    bound(own);
    device.addConnection(own);
    device.addApplicationEntity(entity);
    entity.addConnection(own);
    entity.setAssociationAcceptor(true);
    entity.setAssociationInitiator(true);
    entity.addTransferCapability(
        new TransferCapability(null, "*", TransferCapability.Role.SCP, "*"));
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(new BasicCEchoSCP());
    services.addDicomService(
        new StorageScp(held, settings.maxObjectBytes(), settings.pacs().map(RemoteEntity::title)));
    device.setDimseRQHandler(services);
    device.setAssociationHandler(new Callers(settings.callers()));
    device.setLimitOpenAssociations(settings.associations());
    device.setExecutor(threads);
    device.setScheduledExecutor(timers);
    if (settings.tls().isPresent()) {
      secure(settings.tls().get());
    }
    device.bindConnections();
  }

  private void bound(Connection connection) {
    int patience = (int) settings.patience().toMillis();
    connection.setReceivePDULength(PDU);
    connection.setSendPDULength(PDU);
    connection.setRequestTimeout(SHORT_MILLIS);
    connection.setAcceptTimeout(SHORT_MILLIS);
    connection.setConnectTimeout(SHORT_MILLIS);
    connection.setReleaseTimeout(SHORT_MILLIS);
    connection.setIdleTimeout(IDLE_MILLIS);
    connection.setSendTimeout(IDLE_MILLIS);
    connection.setResponseTimeout(patience);
    connection.setStoreTimeout(patience);
    connection.setRetrieveTimeout(patience);
  }

  private void secure(GatewaySettings.TlsFiles files) throws IOException, GeneralSecurityException {
    device.setKeyManager(
        SSLManagerFactory.createKeyManager(
            "PKCS12", files.keys().toString(), files.password(), files.password()));
    device.setTrustManager(
        SSLManagerFactory.createTrustManager(
            "PKCS12", files.trusted().toString(), files.password()));
    secure(own);
    own.setTlsNeedClientAuth(true);
  }

  private static void secure(Connection connection) {
    connection.setTlsProtocols(TLS_VERSIONS);
    connection.setTlsCipherSuites(TLS_SUITES);
  }

  /** Its title. */
  public String title() {
    return settings.title();
  }

  /** The port on which it listens. */
  public int port() {
    return own.getPort();
  }

  /**
   * An association with the PACS.
   *
   * @param request with its presentation contexts
   * @throws GatewayException {@code gateway.pacs_away}, or {@code gateway.not_found} without a PACS
   */
  Association associate(AAssociateRQ request) throws InterruptedException {
    RemoteEntity pacs =
        settings
            .pacs()
            .orElseThrow(() -> new GatewayException(Code.NOT_FOUND, "The gateway has no PACS"));
    Connection remote = new Connection("pacs", pacs.host(), pacs.port());
    settings.tls().ifPresent(files -> secure(remote));
    request.setCalledAET(pacs.title());
    request.setCallingAET(settings.title());
    try {
      return entity.connect(own, remote, request);
    } catch (IOException | IncompatibleConnectionException | GeneralSecurityException e) {
      throw new GatewayException(
          Code.AWAY, "No association with " + pacs.title() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    device.unbindConnections();
    threads.shutdownNow();
    timers.shutdownNow();
  }
}
