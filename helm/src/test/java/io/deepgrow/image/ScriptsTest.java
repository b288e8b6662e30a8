package io.deepgrow.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two scripts that are in the image instead of programs that would have to be mirrored. */
class ScriptsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  private static Shell.Ended answers(String... expected) throws Exception {
    List<String> command = new ArrayList<>(List.of("image/answers"));
    command.addAll(List.of(expected));
    return Shell.run(PATIENCE, Map.of("ANSWERS_WITHIN", "1"), command);
  }

  @Test
  void whatAnswersAsExpectedIsNamedAndAnythingElseEndsTheScript() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/a") ? 401 : 200, -1);
          exchange.close();
        });
    server.start();
    try {
      String root = "127.0.0.1:" + server.getAddress().getPort();

      assertThat(answers(root + "/q/health/ready=200", root + "/a=401").orFail())
          .contains("/q/health/ready=200")
          .contains("/a=401");
      Shell.Ended wrong = answers(root + "/a=200", root + "/=200");
      assertThat(wrong.status()).isEqualTo(1);
      assertThat(wrong.text()).contains("answers 401 and not 200").doesNotContain("/=200\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whereNobodyListensItEndsWithThat() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Shell.Ended ended = answers("127.0.0.1:" + port + "/=200");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text()).contains("answers nothing and not 200");
  }

  private String certificate(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    String keytool =
        Path.of(System.getProperty("java.home"), "bin", "keytool").toAbsolutePath().toString();
    List<String> common =
        List.of("-keystore", store.toString(), "-storepass", "changeit", "-alias", name);
    List<String> make = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC"));
    make.addAll(common);
    make.addAll(List.of("-dname", "CN=" + name));
    Shell.run(PATIENCE, Map.of(), make).orFail();
    List<String> export = new ArrayList<>(List.of(keytool, "-exportcert", "-rfc"));
    export.addAll(common);
    return Shell.run(PATIENCE, Map.of(), export).orFail();
  }

  @Test
  void allCertificatesOfASiteAreAddedToThoseOfJava() throws Exception {
    Path pem = folder.resolve("ca.crt");
    Files.writeString(
        pem,
        "# of the hospital\n" + certificate("one") + "\n" + certificate("two").stripTrailing());
    Path store = folder.resolve("trust.p12");

    Shell.run(PATIENCE, Map.of(), List.of("image/trust", pem.toString(), store.toString()))
        .orFail();

    KeyStore trusted = KeyStore.getInstance(store.toFile(), PASSWORD);
    List<String> names = Collections.list(trusted.aliases());
    assertThat(names).contains("site-1", "site-2").hasSizeGreaterThan(50);
  }

  @Test
  void aFileWithoutCertificatesIsNamed() throws Exception {
    Path pem = Files.writeString(folder.resolve("ca.crt"), "nothing\n");
    Shell.Ended ended =
        Shell.run(
            PATIENCE,
            Map.of(),
            List.of("image/trust", pem.toString(), folder.resolve("t").toString()));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text()).contains("holds no certificate");
  }

  private Shell.Ended image(String... arguments) throws Exception {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    for (String program : List.of("bash", "dirname")) {
      Path link = programs.resolve(program);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/usr/bin", program));
      }
    }
    List<String> command = new ArrayList<>(List.of("bin/image"));
    command.addAll(List.of(arguments));
    return Shell.run(PATIENCE, Map.of("PATH", programs.toString()), command);
  }

  @Test
  void whereNothingBuildsImagesThatIsSaidInOneSentence() throws Exception {
    Shell.Ended ended = image();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text())
        .isEqualTo(
            "error: there is neither podman nor buildah nor a docker that runs: install one of them"
                + " (Debian: podman).\n");
    assertThat(image("--with", "buildah").text()).contains("buildah is not there");
  }

  @Test
  void anImageForAGpuNeedsABaseAndAnUnknownOptionIsNamed() throws Exception {
    assertThat(image("--cuda").text()).contains("--cuda needs --base");
    assertThat(image("--gpu").text()).contains("unknown option --gpu");
  }
}
