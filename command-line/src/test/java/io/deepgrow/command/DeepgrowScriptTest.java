package io.deepgrow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code bin/deepgrow} runs without a training engine on the class path. */
class DeepgrowScriptTest {

  private static final Path SCRIPT = Path.of("../bin/deepgrow");

  private static final Pattern CASE =
      Pattern.compile("(?m)^([a-z |-]+)\\)\\n  module=command-line$");

  @Test
  void theScriptKnowsEveryCommandThatNeedsNoEngine() throws IOException {
    Matcher matcher = CASE.matcher(Files.readString(SCRIPT));

    assertThat(matcher.find()).isTrue();
    assertThat(Arrays.asList(matcher.group(1).split(" \\| ")))
        .containsExactlyInAnyOrderElementsOf(Deepgrow.commandLine().getSubcommands().keySet());
  }

  @Test
  void noEngineIsOnTheClassPathOfThisModule() {
    assertThatThrownBy(() -> Class.forName("org.bytedeco.pytorch.Tensor"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
