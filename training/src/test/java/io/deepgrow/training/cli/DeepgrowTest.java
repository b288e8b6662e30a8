package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeepgrowTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void saysWhatItIsAndHowToGoOn() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: deepgrow", "COMMAND --help");
  }

  @Test
  void namesAnUnknownCommand() {
    assertThat(run("segmnt")).isEqualTo(2);
    assertThat(err.toString()).contains("segmnt").doesNotContain("at io.deepgrow");
  }
}
