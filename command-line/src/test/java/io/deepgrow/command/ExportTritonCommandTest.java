package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.remote.InferenceServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportTritonCommandTest {

  @TempDir Path folder;

  private int run(StringWriter err, String... arguments) {
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void aBundledModelStandsUnderTheNameThatTheServiceAsksFor() throws Exception {
    ModelDescriptor model = ModelRegistry.bundled().find("deepgrow-compact").orElseThrow();
    assertThat(run(new StringWriter(), "export-triton", "--out", folder.toString())).isZero();
    Path place = folder.resolve(InferenceServer.name(model));
    assertThat(Files.readAllBytes(place.resolve("1/model.onnx")))
        .isEqualTo(ModelRegistry.bundled().graph("deepgrow-compact"));
    assertThat(place.resolve("config.pbtxt"))
        .content()
        .contains("name: \"" + InferenceServer.name(model) + "\"", "onnxruntime_onnx");
  }

  @Test
  void anUnknownModelIsRefusedInOneSentence() {
    StringWriter err = new StringWriter();
    assertThat(run(err, "export-triton", "--model", "nothing", "--out", folder.toString()))
        .isNotZero();
    assertThat(err.toString()).contains("There is no bundled model nothing").doesNotContain("\tat");
  }
}
