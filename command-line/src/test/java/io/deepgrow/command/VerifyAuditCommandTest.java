package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifying the audit trail by the command line, against a service that is played. */
class VerifyAuditCommandTest {

  private static final String ROOT = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private PlayedService service;

  @BeforeEach
  void start() throws IOException {
    service =
        new PlayedService(
            "{\"intact\":true,\"seals\":3,\"rows\":20,\"gone\":4,\"unsealed\":1,\"root\":\"%s\","
                    .formatted(ROOT)
                + "\"wrong\":0,\"findings\":[]}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private int run(String... more) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    List<String> arguments = new ArrayList<>(List.of("verify-audit", "--url"));
    arguments.add(service.root());
    arguments.addAll(List.of("--token-file", token.toString()));
    arguments.addAll(List.of(more));
    return Deepgrow.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void anIntactTrailIsSaidSoWithItsFiguresAndRoot() throws IOException {
    assertThat(run()).isZero();

    assertThat(service.heads)
        .containsExactly("POST /api/v1/admin/audit/verification Bearer secret");
    assertThat(out.toString())
        .contains("is intact: 20 rows as sealed in 3 seals, 4 went by age, 1 not sealed yet", ROOT);
  }

  @Test
  void whatIsWrongIsNamedWithRowAndSealAndTheStatusIsOne() throws IOException {
    service.answer =
        "{\"intact\":false,\"seals\":3,\"rows\":20,\"gone\":0,\"unsealed\":0,\"wrong\":5,"
            + "\"findings\":[{\"kind\":\"ROW_CHANGED\",\"row\":7,\"seal\":2,\"detail\":\"other\"},"
            + "{\"kind\":\"ROW_ADDED\",\"row\":9,\"seal\":null,\"detail\":\"new\"}]}";

    assertThat(run()).isEqualTo(1);

    assertThat(out.toString())
        .contains("changed, row 7, seal 2: other", "added, row 9: new", "and 3 more", "NOT intact");
  }

  @Test
  void aRootOfTheLogIsPassedOn() throws IOException {
    assertThat(run("--root", ROOT)).isZero();

    assertThat(service.heads.get(0)).contains("/verification?root=" + ROOT);
  }

  @Test
  void aRootThatIsNoneIsRefusedBeforeAnythingIsSent() throws IOException {
    assertThat(run("--root", "xyz")).isEqualTo(1);

    assertThat(err.toString()).contains("64 hexadecimal digits");
    assertThat(service.heads).isEmpty();
  }

  @Test
  void whoMayNotIsToldWhatTheServiceSays() throws IOException {
    service.status = 403;
    service.answer = "{\"code\":\"security.forbidden\",\"detail\":\"This needs the role AUDITOR\"}";

    assertThat(run()).isEqualTo(1);

    assertThat(err.toString()).contains("security.forbidden", "AUDITOR");
  }
}
