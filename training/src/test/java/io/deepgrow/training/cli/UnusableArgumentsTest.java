package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.deepgrow.command.FileTrouble;
import io.deepgrow.command.TokenOption;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Addresses, places and numbers that no command can work with: one sentence says so. */
class UnusableArgumentsTest {

  private static final String ERASE = "erase-patient --study 1.2 --url ";
  private static final String VALIDATE =
      "validate-service --study 1.2 --series 1.3 --labels x.nii --url ";
  private static final String PREPARE = "prepare-dataset --out o --study 1.2 --dicomweb ";

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String command) {
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    return line.execute(command.split(" "));
  }

  private void assertRefused(String command, String... words) {
    err.getBuffer().setLength(0);
    assertThat(run(command)).as(command).isNotZero();
    assertThat(err.toString())
        .as(command)
        .contains(words)
        .startsWith("error: ")
        .hasLineCount(err.toString().contains("--help") ? 2 : 1)
        .doesNotContain("defect", "\tat ", "Exception", "Usage:");
  }

  private String image() throws IOException {
    VolumeGeometry grid =
        new VolumeGeometry(
            new GridSize(8, 8, 8),
            Spacing.isotropic(5),
            new PatientPoint(0, 0, 0),
            Direction.IDENTITY);
    Path image = folder.resolve("image.nii");
    Nifti.write(Volume.of(grid, new short[512]), image);
    return image.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "ct.example.org:8080",
        "ftp://ct.example.org",
        "file:///etc/passwd",
        "http:///path",
        "http://",
        "http://a_b:80",
        "http://[::1",
        "http://ct.example.org:99999",
        "http://ct.example.org:0",
        "http://ct.example.org/?a=b",
        "http://ct.example.org/#a",
        "http://%zz"
      })
  void anAddressThatCanNotBeCalledIsNamedInOneSentence(String address) {
    for (String command : List.of(ERASE, VALIDATE, PREPARE)) {
      assertRefused(command + address, "'" + address + "' can't be called");
    }
  }

  @Test
  void aPasswordInAnAddressIsNotShown() {
    assertRefused(ERASE + "http://me:secret@ct.example.org", "no user or password");
    assertThat(err.toString()).doesNotContain("secret");
  }

  @Test
  void aServiceThatDoesNotAnswerIsNamed() {
    assertRefused(
        ERASE + "http://127.0.0.1:1", "http://127.0.0.1:1/api/v1 does not answer: no connection");
    assertRefused(
        ERASE + "http://nowhere.invalid",
        "nowhere.invalid/api/v1 does not answer: there is no host");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 404, 502})
  void anAnswerOfSomethingElseIsNoEmptyReport(int status) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, 6);
            exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
          }
        });
    other.start();
    try {
      assertRefused(
          ERASE + "http://127.0.0.1:" + other.getAddress().getPort(),
          "does not speak like a deepgrow service");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aTokenIsTakenFromAFileOrTheEnvironmentOnly() throws IOException {
    for (String command : List.of(ERASE, VALIDATE)) {
      assertRefused(
          command + "http://127.0.0.1:1 --token=t0ken", "--token-file", "$DEEPGROW_TOKEN");
      assertThat(err.toString()).contains("list of processes").doesNotContain("t0ken");
      assertRefused(command + "http://127.0.0.1:1 --token t0ken", "--token-file");
    }
    assertRefused(
        "prepare-dataset --study 1.2 --dry-run --out o --dicomweb http://127.0.0.1:1 --token t0ken",
        "--token-file",
        "$DEEPGROW_DICOMWEB_TOKEN");

    TokenOption token = new TokenOption();
    assertThat(token.read("NAME", Map.of())).isEmpty();
    assertThat(token.read("NAME", Map.of("NAME", " "))).isEmpty();
    assertThat(token.read("NAME", Map.of("NAME", "t0ken\n"))).contains("t0ken");
    Path file = Files.writeString(folder.resolve("token"), "fr0m-file\n");
    new CommandLine(token).parseArgs("--token-file", file.toString());
    assertThat(token.read("NAME", Map.of("NAME", "t0ken"))).contains("fr0m-file");
  }

  @Test
  void aFileThatCanNotBeWrittenIsSaidBeforeAnythingIsRead() throws IOException {
    String segment = "segment --image missing.nii --click 1,1,1 --out ";
    String good = folder.resolve("good.nii").toString();
    assertRefused(segment + "nodir/x.nii.gz", "There is no folder nodir for nodir/x.nii.gz");
    assertRefused(segment + "/proc/x.nii.gz", "/proc/x.nii.gz can't be written");
    assertRefused(segment + good + " --png nodir/x.png", "There is no folder nodir");
    Path taken = Files.createDirectory(folder.resolve("taken.nii"));
    assertRefused(segment + taken, "is a folder; name a file");
    String validate = "validate --image missing.nii --labels missing.nii ";
    assertRefused(validate + "--json nodir/x", "There is no folder nodir");
    assertRefused(validate + "--png nodir/x", "There is no folder nodir");
    assertRefused(VALIDATE + "http://127.0.0.1:1 --png nodir/x", "There is no folder nodir");
    assertThat(folder.resolve("good.nii")).doesNotExist();
  }

  @Test
  void aFolderThatCanNotBeMadeIsSaidBeforeAnythingIsRead() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (String command :
        List.of(
            "generate-phantom --size small --out ",
            "generate-phantom --size small --cases 2 --out ",
            "generate-phantom --size small --out " + folder + " --dicom ",
            "validate --image missing.nii --labels missing.nii --out ",
            "prepare-dataset missing --out ",
            "train --out ",
            "export --run missing --data none --out ",
            "import-onnx --onnx missing --training-data none --licence none --out ",
            "import-weights --checkpoint missing --training-data none --licence none --out ")) {
      assertRefused(command + "/proc/x", "The folder /proc/x can't be written");
      assertRefused(command + file + "/x", "can't be made: " + file + " is a file");
    }
    assertThat(folder).isDirectoryContaining("glob:**file").isNotEmptyDirectory();
  }

  @Test
  void aPathIsNeverTheWholeOfAnError() {
    assertThat(FileTrouble.words(new NoSuchFileException("x")))
        .isEqualTo("x: there is no such file or folder");
    assertThat(FileTrouble.words(new AccessDeniedException("x"))).isEqualTo("x: no permission");
    assertThat(FileTrouble.words(new FileAlreadyExistsException("x"))).contains("one already");
    assertThat(FileTrouble.words(new NotDirectoryException("x"))).contains("no folder");
    assertThat(FileTrouble.words(new DirectoryNotEmptyException("x"))).contains("not empty");
    assertThat(FileTrouble.words(new FileSystemException("x", null, "No space left on device")))
        .isEqualTo("x: No space left on device");
    assertThat(FileTrouble.words(new IOException("words"))).isEqualTo("words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-3", "0", "100000", "many"})
  void aNumberOfThreadsIsOneOrMore(String threads) throws IOException {
    String image = image();
    assertRefused(
        "segment --image " + image + " --click 1,1,1 --out x.nii --threads " + threads,
        "--threads");
    assertRefused(
        "validate --image " + image + " --labels " + image + " --threads " + threads, "--threads");
  }

  @Test
  void otherCountsBelowTheirLeastAreRefused() {
    assertRefused("generate-phantom --out " + folder + " --cases -1", "--cases");
    assertRefused(VALIDATE + "http://127.0.0.1:1 --clicks 0", "--clicks");
    assertRefused("prepare-dataset missing --out o --sheet -1", "--sheet");
    assertRefused("prepare-dataset missing --out o --jobs 0", "jobs at least 1");
    assertRefused("prepare-dataset missing --out o --limit -1", "limit is at least 0");
  }
}
