package io.deepgrow.app.connection.tls;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a connection trusts in TLS, and as whom it shows itself. */
public final class ConnectionTls {

  private static final char[] NO_PASSWORD = {};

  private final X509ExtendedTrustManager trust;
  private final Optional<X509ExtendedKeyManager> identity;
  private final SSLContext context;

  private ConnectionTls(X509ExtendedTrustManager trust, Optional<X509ExtendedKeyManager> identity) {
    this.trust = trust;
    this.identity = identity;
    this.context = context(trust, identity);
  }

  /**
   * What a connection has.
   *
   * @param trusted PEM of the certificates that alone are trusted; blank for those of Java
   * @param certificate PEM of the client certificate with those above it; blank for none
   * @param key PEM of its private key
   * @throws ApiException {@code connection.unusable} when one can't be read
   */
  public static ConnectionTls of(String trusted, String certificate, Optional<String> key) {
    return new ConnectionTls(
        trusted.isBlank() ? trust(List.of(), true) : trust(trusted(trusted), false),
        certificate.isBlank() || key.isEmpty()
            ? Optional.empty()
            : Optional.of(
                identity(
                    Pem.certificates("client certificate", certificate),
                    Pem.privateKey(key.get()))));
  }

  private static List<X509Certificate> trusted(String pem) {
    return Pem.certificates("text of trusted certificates", pem);
  }

  /** Trusts those of Java and those of a PEM text: for other servers than the PACS. */
  public static SSLContext alsoTrusting(String trusted) {
    return context(trust(trusted.isBlank() ? List.of() : trusted(trusted), true), Optional.empty());
  }

  public SSLContext context() {
    return context;
  }

  /** A context that shows what a trust manager around this one sees. */
  public SSLContext contextWith(X509ExtendedTrustManager around) {
    return context(around, identity);
  }

  public X509ExtendedTrustManager trust() {
    return trust;
  }

  /** The client certificate with its key, if there is one. */
  public Optional<X509ExtendedKeyManager> identity() {
    return identity;
  }

  private static SSLContext context(
      X509ExtendedTrustManager trust, Optional<X509ExtendedKeyManager> identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity.map(manager -> new KeyManager[] {manager}).orElse(null),
          new TrustManager[] {trust},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is not to be had", e);
    }
  }

  private static X509ExtendedTrustManager trust(List<X509Certificate> extra, boolean java) {
    try {
      KeyStore store = empty();
      if (java) {
        for (X509Certificate each : issuers(trustManager(null))) {
          store.setCertificateEntry("j" + store.size(), each);
        }
      }
      for (X509Certificate each : extra) {
        store.setCertificateEntry("c" + store.size(), each);
      }
      return (X509ExtendedTrustManager) trustManager(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Certificates can't be trusted", e);
    }
  }

  private static X509Certificate[] issuers(X509TrustManager manager) {
    return manager.getAcceptedIssuers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static X509ExtendedKeyManager identity(List<X509Certificate> chain, PrivateKey key) {
    try {
      KeyStore store = empty();
      store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return Arrays.stream(factory.getKeyManagers())
          .filter(X509ExtendedKeyManager.class::isInstance)
          .map(X509ExtendedKeyManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new ApiException(
          ErrorCode.CONNECTION_UNUSABLE, "The private key is not that of the client certificate");
    }
  }
}
