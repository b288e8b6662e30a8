package io.deepgrow.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyFilterTest {

  private final StudyFilter filter = new StudyFilter(Set.of("1.2"));

  private String filtered(String answer) throws IOException {
    return filter.filter(Buffer.buffer(answer)).toString();
  }

  @Test
  void leavesWhatIsOfTheStudiesAndWhatHasNoStudyGoes() throws IOException {
    String mine = "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}";

    assertThat(
            filtered(
                "["
                    + mine
                    + ",{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]}},{},"
                    + "{\"0020000D\":{\"vr\":\"UI\"}},7]"))
        .isEqualTo("[" + mine + "]");
    assertThat(filtered("[]")).isEqualTo("[]");
    assertThat(filtered("")).isEmpty();
  }

  @Test
  void refusesWhatIsNoList() {
    assertThatThrownBy(() -> filtered("{\"a\":1}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> filtered("<html>")).isInstanceOf(IOException.class);
  }

  @Test
  void namesAFewStudiesToThePacsUnlessTheCallerNamesOne() {
    assertThat(filter.query("")).isEqualTo("StudyInstanceUID=1.2");
    assertThat(filter.query("limit=5")).isEqualTo("limit=5&StudyInstanceUID=1.2");
    assertThat(filter.query("StudyInstanceUID=9")).isEqualTo("StudyInstanceUID=9");
    assertThat(filter.query("0020000D=9")).isEqualTo("0020000D=9");
    Set<String> many =
        IntStream.range(0, 101).mapToObj(n -> "1.2." + n).collect(Collectors.toSet());
    assertThat(new StudyFilter(many).query("limit=5")).isEqualTo("limit=5");
  }
}
