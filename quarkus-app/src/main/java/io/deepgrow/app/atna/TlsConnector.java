package io.deepgrow.app.atna;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Connects to the audit repository by TLS, and only to the one whose name its certificate has. */
final class TlsConnector implements AtnaLane.Connector {

  private final String host;
  private final int port;
  private final int timeoutMillis;
  private final SSLSocketFactory sockets;

  /**
   * A connector.
   *
   * @throws IllegalStateException with the setting's name when the certificates can't be read
   */
  TlsConnector(String host, int port, Optional<Path> certificates, Duration timeout) {
    this.host = host;
    this.port = port;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    this.sockets = sockets(certificates);
  }

  private static SSLSocketFactory sockets(Optional<Path> certificates) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          certificates.isPresent() ? trust(certificates.get()).getTrustManagers() : null,
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "deepgrow.audit.atna.certificates: no certificates can be read from that file", e);
    }
  }

  private static TrustManagerFactory trust(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("c" + number++, each);
      }
      if (number == 0) {
        throw new IOException("no certificate");
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  @Override
  public OutputStream connect() throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), timeoutMillis);
      plain.setSoTimeout(timeoutMillis);
      SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getOutputStream();
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
