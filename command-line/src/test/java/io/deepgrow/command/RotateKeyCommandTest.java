package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotating the master key by the command line, against a service that is played. */
class RotateKeyCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private PlayedService service;

  @BeforeEach
  void start() throws IOException {
    service = new PlayedService("{\"key\":\"0f1e2d3c4b5a6978\",\"rotated\":2,\"secrets\":3}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private int run() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    return Deepgrow.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("rotate-key", "--url", service.root(), "--token-file", token.toString());
  }

  @Test
  void itIsSaidHowManySecretsWereSealedAnewAndWithWhichKey() throws IOException {
    assertThat(run()).isZero();
    assertThat(service.heads).containsExactly("POST /api/v1/admin/secrets/rotation Bearer secret");
    assertThat(out.toString())
        .contains("2 of 3 secrets sealed anew with key 0f1e2d3c4b5a6978")
        .contains("needed no more");
  }

  @Test
  void aKeyThatTheServiceMissesIsSaidInItsWords() throws IOException {
    service.status = 409;
    service.answer =
        "{\"code\":\"secret.wrong_key\",\"detail\":\"A secret was sealed with the key"
            + " 00112233\"}";
    assertThat(run()).isNotZero();
    assertThat(err.toString()).contains("00112233");
    assertThat(out.toString()).doesNotContain("needed no more");
  }
}
