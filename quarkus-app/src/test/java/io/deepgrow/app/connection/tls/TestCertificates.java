package io.deepgrow.app.connection.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with a certificate that it signed itself, made by the JDK's keytool. */
public final class TestCertificates {

  private static final String PASSWORD = "only for tests";

  private final KeyStore store;

  private TestCertificates(KeyStore store) {
    this.store = store;
  }

  /**
   * Makes one.
   *
   * @param names as keytool has them, such as {@code ip:127.0.0.1}
   * @param days how long it is good
   */
  public static TestCertificates make(Path folder, String name, String names, int days)
      throws Exception {
    Path file = folder.resolve(name + ".p12");
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "a",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + names,
            "-validity",
            Integer.toString(days),
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    assertThat(keytool.inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new TestCertificates(store);
  }

  /** The certificate as PEM. */
  public String certificate() throws Exception {
    return pem("CERTIFICATE", store.getCertificate("a").getEncoded());
  }

  /** The private key as PEM. */
  public String key() throws Exception {
    return pem("PRIVATE KEY", store.getKey("a", PASSWORD.toCharArray()).getEncoded());
  }

  private static String pem(String what, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  /** A server of this certificate, which asks for that of a client where one is given. */
  public SSLContext server(@Nullable TestCertificates client) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    if (client != null) {
      trusted.setCertificateEntry("c", client.store.getCertificate("a"));
    }
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
