package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Erasing by the command line, against a service that is played. */
class ErasePatientCommandTest {

  private static final String REPORT =
      """
      {"dryRun":%s,"rows":{"click":3,"segment":1,"start_mask":0},"files":2,"volumes":1,
       "studies":[{"studyInstanceUid":"1.2.3","foundBy":["PACS","SESSION"],
         "rows":{"click":3,"segment":1,"start_mask":0},"files":2,"volumes":1,"unsentResults":2,
         "resultsInHand":[],"segmentationsInPacs":["1.2.3.9"],"otherSegmentations":1}],
       "withoutIssuer":[],
       "note":"Its administrator must delete there"}
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private PlayedService service;

  @BeforeEach
  void start() throws IOException {
    service = new PlayedService(REPORT.formatted("false"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private int run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("erase-patient", "--url"));
    arguments.add(service.root());
    arguments.addAll(List.of(more));
    CommandLine line =
        Deepgrow.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(String[]::new));
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "secret", ".txt"), text).toString();
  }

  @Test
  void readsPatientAndTokenFromFilesAndPrintsFiguresAndUidsOnly() throws IOException {
    int exit =
        run(
            "--patient-id-file",
            file("  ID-77 \nmore"),
            "--token-file",
            file("t0ken\n"),
            "--issuer",
            "SITE");

    assertThat(exit).as(err.toString()).isZero();
    assertThat(service.heads).containsExactly("POST /api/v1/erasures Bearer t0ken");
    assertThat(service.bodies.get(0))
        .contains("\"patientId\":\"ID-77\"", "\"issuerOfPatientId\":\"SITE\"", "\"dryRun\":false")
        .contains("\"discardUnsent\":false");
    assertThat(out.toString())
        .contains(
            "study 1.2.3 (found by PACS, SESSION): 3 clicks, 1 segment, 2 files, 1 volume in memory")
        .contains("2 results are not verified", "in the PACS too: 1 SEG, not known here")
        .contains("in the PACS: SEG 1.2.3.9")
        .contains("Erased of 1 study: 3 clicks")
        .contains("administrator must delete")
        .doesNotContain("ID-77", "t0ken", "start_mask");
  }

  @Test
  void readsThePatientFromStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("ID-78\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("--patient-id-file", "-", "--dry-run", "--discard-unsent")).isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(service.bodies.get(0))
        .contains("\"patientId\":\"ID-78\"", "\"dryRun\":true", "\"discardUnsent\":true");
  }

  @Test
  void saysOfADryRunWhatWouldGo() {
    service.answer = REPORT.formatted("true");

    assertThat(run("--study", "1.2.3", "--dry-run")).isZero();

    assertThat(service.bodies.get(0)).contains("\"studyInstanceUid\":\"1.2.3\"");
    assertThat(out.toString()).contains("Would be erased of 1 study: ", "needs --discard-unsent");
  }

  @Test
  void whatIsNotFoundIsSaidAndEndsWithAnotherStatus() {
    service.answer =
        """
        {"dryRun":false,"rows":{"click":0},"files":0,"volumes":0,"studies":[],
         "withoutIssuer":["1.2.4"],"note":"Nothing was found: nobody knows"}
        """;

    assertThat(run("--study", "1.2.3")).isEqualTo(1);

    assertThat(out.toString())
        .contains("Nothing was found, nothing was erased.", "nobody knows")
        .contains("study 1.2.4: same Patient ID, no issuer; it stays")
        .doesNotContain("0 studies");
  }

  @Test
  void aStudyOfWhichNothingIsHeldIsFoundAllTheSame() {
    service.answer =
        """
        {"dryRun":false,"rows":{"click":0,"odd_table":1},"files":0,"volumes":0,"note":null,
         "studies":[{"studyInstanceUid":"1.2.3","foundBy":["PACS"],"rows":{"click":0},"files":0,
           "volumes":0,"unsentResults":1,"resultsInHand":[],"segmentationsInPacs":["1.2.3.9"]}]}
        """;

    assertThat(run("--study", "1.2.3")).isZero();

    assertThat(out.toString())
        .contains("study 1.2.3 (found by PACS): nothing is held here", "in the PACS: SEG 1.2.3.9")
        .contains("1 result is not verified", "Erased of 1 study: 1 row of odd_table");
  }

  @Test
  void aRefusalIsShownInTheWordsOfTheServiceAndEndsWithAnError() throws IOException {
    service.status = 409;
    service.answer = "{\"code\":\"erasure.unsent\",\"detail\":\"2 results are not VERIFIED\"}";

    assertThat(run("--patient-id-file", file("ID-77"))).isNotZero();

    assertThat(err.toString())
        .contains("409 erasure.unsent: 2 results are not VERIFIED")
        .doesNotContain("ID-77");
  }

  @Test
  void anEmptyFileOrBothAPatientAndAStudyAreRefusedBeforeAnythingIsSent() throws IOException {
    assertThat(run("--patient-id-file", file("\n"))).isNotZero();
    assertThat(run("--patient-id-file", folder.resolve("none").toString())).isNotZero();
    assertThat(run("--patient-id-file", file("ID"), "--study", "1.2")).isNotZero();

    assertThat(service.heads).isEmpty();
    assertThat(err.toString()).contains("Patient ID is empty", "There is no file", "either");
  }

  @Test
  void thereIsNoArgumentForAPatientId() {
    CommandLine command = Deepgrow.commandLine().getSubcommands().get("erase-patient");

    assertThat(command.getCommandSpec().optionsMap()).doesNotContainKey("--patient-id");
    assertThat(command.getCommandSpec().findOption("--token").hidden()).as("refused").isTrue();
    assertThat(command.getCommandSpec().positionalParameters()).isEmpty();
  }
}
