package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.process.SystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command line, training too, talks to nobody and writes nowhere but where it was told to;
 * watched without {@code CI}, with which libraries behave differently.
 */
class NothingLeavesCommandIT {

  @TempDir private Path folder;

  @BeforeEach
  void folders() throws IOException {
    assumeTrue(SystemCalls.canBeSeen(), "strace is not installed or not allowed here");
    for (String name : List.of("home", "tmp", "natives")) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  /** As bin/deepgrow starts it. */
  private void run(String... arguments) throws Exception {
    SystemCalls calls = SystemCalls.into(folder.resolve("calls.txt"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx2g",
            "-Djava.awt.headless=true",
            "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("natives"),
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Duser.home=" + folder.resolve("home"),
            "-cp",
            System.getProperty("java.class.path"),
            "io.deepgrow.training.cli.Deepgrow"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(calls.watching(command))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile());
    builder.environment().remove("CI");
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().put("OMP_NUM_THREADS", "1");

    int status = builder.start().waitFor();

    assertThat(status).as(Files.readString(folder.resolve("output.txt"))).isZero();
    assertThat(calls.leaving()).as("calls to other machines, and look-ups of names").isEmpty();
    List<String> allowed = List.of(folder + "/", "/dev/", "/proc/", "/tmp/hsperfdata");
    assertThat(calls.createdOutside(allowed)).as("files elsewhere").isEmpty();
    // the JDK keeps its list of fonts there as soon as text is drawn
    Path fonts = folder.resolve("home/.java/fonts");
    try (var files = Files.walk(folder.resolve("home"))) {
      assertThat(files.filter(Files::isRegularFile).filter(f -> !f.startsWith(fonts)))
          .as("files in the home of who runs it")
          .isEmpty();
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void fromAPhantomToAMaskByAClick() throws Exception {
    run("generate-phantom", "--size", "small", "--seed", "1", "--out", path("phantom"));
    run(
        "segment",
        "--image",
        path("phantom/ct.nii.gz"),
        "--click",
        "30,30,20",
        "--out",
        path("mask.nii.gz"));

    assertThat(folder.resolve("mask.nii.gz")).isNotEmptyFile();
  }

  @Test
  void fromPhantomsToATrainedSnapshot() throws Exception {
    run("generate-phantom", "--cases", "2", "--size", "small", "--seed", "1", "--out", path("msd"));
    run(
        "prepare-dataset",
        path("msd"),
        "--out",
        path("prepared"),
        "--label",
        "liver",
        "--patch",
        "32",
        "--spacing",
        "6",
        "--margin",
        "2",
        "--split",
        "0.5");
    run(
        "train",
        "--data",
        path("prepared"),
        "--out",
        path("run"),
        "--widths",
        "8,8,8,8,8,8",
        "--patch",
        "32",
        "--steps",
        "2",
        "--clicks",
        "1",
        "--precision",
        "float32",
        "--validate-every",
        "0");

    assertThat(folder.resolve("run/last.snapshot")).isNotEmptyFile();
  }
}
