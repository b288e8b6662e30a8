package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path temp;

  private int train(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "train";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(all);
  }

  private String printed(String... arguments) {
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--print-config";
    assertThat(train(all)).as(err.toString()).isZero();
    return out.toString();
  }

  @Test
  void withoutDataItIsTheBundledNetworksRecipe() {
    assertThat(printed()).contains("network: compact", "easy-share: 0.07");
  }

  @Test
  void drawsWhatWouldBeLearnedFrom() throws IOException {
    Path file = temp.resolve("look/patches.png");
    assertThat(train("--patch", "16", "--show", file.toString())).as(err.toString()).isZero();
    BufferedImage sheet = ImageIO.read(file.toFile());
    assertThat(sheet.getWidth()).isEqualTo(1600);
    assertThat(sheet.getHeight()).isEqualTo(1140);
    assertThat(out.toString()).contains("drew 60 patches");
  }

  @Test
  void aFileStartsFromTheCard() throws IOException {
    Path file = Files.writeString(temp.resolve("mine.yaml"), "steps: 11\n");
    assertThat(printed("--config", file.toString(), "--rate", "0.5"))
        .contains("network: basic", "steps: 11", "rate: 0.5");
  }

  @Test
  void weightsToStartFromMeanALowerRate() {
    assertThat(printed("--from", "run")).contains("network: compact", "rate: 4.0E-4");
  }

  @Test
  void weightsOfAModelMeanFrozenStatistics() {
    assertThat(printed("--from-model", "deepgrow-compact", "--shares", "0.2,0.5,0.15,0.15"))
        .contains("frozen: true", "- 0.5");
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    Path file = Files.writeString(temp.resolve("mine.yaml"), "stepz: 11\n");
    String run = temp.resolve("run").toString();
    assertThat(train("--config", file.toString(), "--out", run)).isEqualTo(1);
    assertThat(train("--steps", "5")).isEqualTo(1);
    assertThat(train("--out", run, "--data", temp.resolve("none").toString())).isEqualTo(1);
    assertThat(train("--out", run, "--preset", "card", "--data", temp.toString())).isEqualTo(1);
    assertThat(train("--out", run, "--devices", "cuda:9")).isEqualTo(1);
    assertThat(train("--out", run, "--patch", "40")).isEqualTo(1);
    assertThat(train("--out", run, "--shares", "0,1,0,0")).isEqualTo(1);
    assertThat(train("--out", run, "--from", run, "--from-model", "x")).isEqualTo(1);

    assertThat(err.toString())
        .contains("no setting 'stepz'", "with --out", "no folder", "no prepared dataset")
        .contains("cuda:9 is not there", "multiple of 16 from 16 to 512, not 40", "scenes not 0")
        .contains("from a run or from a model")
        .doesNotContain("\tat ");
    assertThat(temp.resolve("run")).doesNotExist();
  }
}
