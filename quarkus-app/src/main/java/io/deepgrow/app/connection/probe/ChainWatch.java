package io.deepgrow.app.connection.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Remembers the certificates that a server shows, and trusts those alone that another trusts. */
final class ChainWatch extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager trust;
  private volatile List<X509Certificate> shown = List.of();

  ChainWatch(X509ExtendedTrustManager trust) {
    this.trust = trust;
  }

  /** The certificates that were shown, the server's own first; none when it came to none. */
  List<X509Certificate> shown() {
    return shown;
  }

  private X509Certificate[] seen(X509Certificate[] chain) {
    shown = List.of(chain);
    return chain;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust.checkServerTrusted(seen(chain), type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust.checkServerTrusted(seen(chain), type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkServerTrusted(seen(chain), type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
