package io.deepgrow.app.connection.probe;

import io.deepgrow.app.connection.tls.ConnectionTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Shakes hands with a server by TLS, and says whose certificate it shows. */
final class TlsProbe {

  /** A certificate that ends sooner is warned of. */
  static final Duration SOON = Duration.ofDays(30);

  private static final int HTTPS = 443;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final ConnectionTls tls;
  private final Instant now;
  private final Duration timeout;

  TlsProbe(ConnectionTls tls, Instant now, Duration timeout) {
    this.tls = tls;
    this.now = now;
    this.timeout = timeout;
  }

  Finding shakeHands(URI root) {
    if (!"https".equals(root.getScheme())) {
      return Finding.skipped("The root begins with http: nothing is encrypted on the way");
    }
    ChainWatch watch = new ChainWatch(tls.trust());
    int port = root.getPort() < 0 ? HTTPS : root.getPort();
    int millis = Math.toIntExact(timeout.toMillis());
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(root.getHost(), port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              tls.contextWith(watch)
                  .getSocketFactory()
                  .createSocket(plain, root.getHost(), port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return trusted(socket.getSession().getProtocol(), watch.shown());
      }
    } catch (IOException e) {
      return Finding.failed(refused(root, watch.shown(), e));
    }
  }

  private Finding trusted(String protocol, List<X509Certificate> chain) {
    X509Certificate own = chain.get(0);
    Instant end = own.getNotAfter().toInstant();
    String text = protocol + " with the certificate of " + words(own);
    if (end.isBefore(now.plus(SOON))) {
      return Finding.warning(
          text
              + ", which is in "
              + Duration.between(now, end).toDays()
              + " days: have it renewed before");
    }
    return Finding.ok(text);
  }

  private static String words(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName()
        + ", issued by "
        + certificate.getIssuerX500Principal().getName()
        + ", good until "
        + DAY.format(certificate.getNotAfter().toInstant());
  }

  private String refused(URI root, List<X509Certificate> chain, IOException e) {
    if (chain.isEmpty()) {
      return FailureWords.of(root, e);
    }
    X509Certificate own = chain.get(0);
    String shown = "The server shows the certificate of " + words(own);
    if (own.getNotAfter().toInstant().isBefore(now)) {
      return shown + ", which is over: it must be renewed there";
    }
    if (own.getNotBefore().toInstant().isAfter(now)) {
      return shown
          + ", but it begins on "
          + DAY.format(own.getNotBefore().toInstant())
          + ": look at the clocks of both machines";
    }
    if (FailureWords.says(e, "No name matching", "No subject alternative")) {
      return shown
          + ", which is not for the name "
          + root.getHost()
          + ": write the name of the certificate into the root, or have it made for this name";
    }
    if (FailureWords.says(e, "PKIX", "unable to find valid certification path", "trust")) {
      return shown
          + ", and nobody whom this connection trusts has issued it: put the PEM of the issuer's"
          + " certificate into the trusted certificates";
    }
    return shown + ". " + FailureWords.of(root, e);
  }
}
