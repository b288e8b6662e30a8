package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.dicom.StudyUid;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastedUidsTest {

  @Test
  void uidsComeAsLinesColumnsAndRowsEachOnce() {
    assertThat(
            PastedUids.of("\uFEFF\"StudyInstanceUID\";\r\n1.2.3;\r\n\t1.2.4 , 1.2.5\n\n'1.2.3'\n"))
        .extracting(StudyUid::value)
        .containsExactly("1.2.3", "1.2.4", "1.2.5");
  }

  @Test
  void whatIsNoUidIsNamed() {
    assertThatThrownBy(() -> PastedUids.of("1.2.3\nSpleen"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Spleen");
  }

  @Test
  void noneAndTooManyAreRefused() {
    String many =
        IntStream.rangeClosed(1, 1001).mapToObj(n -> "1.2." + n).collect(Collectors.joining("\n"));

    for (String text : new String[] {"", " ,;\n", "StudyInstanceUID", many}) {
      assertThatThrownBy(() -> PastedUids.of(text))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("1 to 1000");
    }
  }
}
