package io.deepgrow.app.compat;

import io.deepgrow.app.TestFolders;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service with its embedded archive as PACS, on a free port, open to everybody. */
public final class ClientsProfile implements QuarkusTestProfile {

  private static final String TLS_PORT = "quarkus.http.test-ssl-port";
  private static final String KEY_STORE = "quarkus.http.ssl.certificate.key-store-file";
  private static final String UPLOADS = "deepgrow.uploads.dir";
  private static final String PASSWORD = "changeit";

  /** A page that may call. */
  public static final String PAGE = "http://viewer.example.org";

  @Override
  public Map<String, String> getConfigOverrides() {
    int port = freePort();
    Map<String, String> config = new HashMap<>();
    config.put("deepgrow.security.allow-anonymous", "true");
    config.put("deepgrow.archive.enabled", "true");
    config.put("deepgrow.archive.dir", TestFolders.create("archive").toString());
    config.put(UPLOADS, TestFolders.create("uploads").toString());
    config.put("deepgrow.clients.origins", PAGE);
    config.put("deepgrow.clients.sweep-every", "1s");
    config.put("deepgrow.pacs.url", "http://127.0.0.1:" + port + "/dicom-web");
    config.put("quarkus.http.test-port", Integer.toString(port));
    config.put(TLS_PORT, Integer.toString(freePort()));
    config.put(KEY_STORE, selfSigned().toString());
    config.put("quarkus.http.ssl.certificate.key-store-password", PASSWORD);
    return config;
  }

  /** Where the service speaks TLS. */
  public static int tlsPort() {
    return Integer.parseInt(running(TLS_PORT));
  }

  /** Where uploads lie. */
  public static Path uploads() {
    return Path.of(running(UPLOADS));
  }

  /** A setting of the service that runs. */
  private static String running(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /** A certificate that nobody vouches for, as small sites have. */
  private static Path selfSigned() {
    Path keys = TestFolders.create("tls").resolve("keys.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "service",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=127.0.0.1",
            "-keystore",
            keys.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD);
    try {
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        throw new IllegalStateException("keytool made no certificate");
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sockets of a client that trusts the certificate. */
  public static SocketFactory trusting() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(new File(running(KEY_STORE)), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("service", keys.getCertificate("service"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls.getSocketFactory();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
