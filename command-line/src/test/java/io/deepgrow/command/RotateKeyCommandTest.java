package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotating the master key by the command line, against a service that is played. */
class RotateKeyCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> heads = new ArrayList<>();
  private HttpServer service;
  private int status = 200;
  private String answer = "{\"key\":\"0f1e2d3c4b5a6978\",\"rotated\":2,\"secrets\":3}";

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::play);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void play(HttpExchange exchange) throws IOException {
    try (exchange) {
      heads.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization"));
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private int run() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    return Deepgrow.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "rotate-key",
            "--url",
            "http://127.0.0.1:" + service.getAddress().getPort(),
            "--token-file",
            token.toString());
  }

  @Test
  void itIsSaidHowManySecretsWereSealedAnewAndWithWhichKey() throws IOException {
    assertThat(run()).isZero();
    assertThat(heads).containsExactly("POST /api/v1/admin/secrets/rotation Bearer secret");
    assertThat(out.toString())
        .contains("2 of 3 secrets sealed anew with key 0f1e2d3c4b5a6978")
        .contains("needed no more");
  }

  @Test
  void aKeyThatTheServiceMissesIsSaidInItsWords() throws IOException {
    status = 409;
    answer =
        "{\"code\":\"secret.wrong_key\",\"detail\":\"A secret was sealed with the key"
            + " 00112233\"}";
    assertThat(run()).isNotZero();
    assertThat(err.toString()).contains("00112233");
    assertThat(out.toString()).doesNotContain("needed no more");
  }
}
