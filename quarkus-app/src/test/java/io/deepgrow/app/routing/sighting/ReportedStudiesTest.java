package io.deepgrow.app.routing.sighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.dicom.StudyUid;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedStudiesTest {

  private static final List<StudyUid> TWO = List.of(new StudyUid("1.2.3"), new StudyUid("1.2.4"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3\n1.2.4",
        "1.2.3, 1.2.4",
        "StudyInstanceUID\r\n1.2.3\r\n1.2.4\r\n",
        "\n\nuid\n\"1.2.3\"\n\"1.2.4\"\n1.2.3\n"
      })
  void listsOfPeopleAreUnderstood(String text) {
    assertThat(ReportedStudies.ofText(text)).isEqualTo(TWO);
  }

  @Test
  void whatIsNoUidIsNamedByItsPlace() {
    assertThatThrownBy(() -> ReportedStudies.ofText("1.2.3\n1.2.x"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("studyUids[1]");
    assertThatThrownBy(() -> ReportedStudies.ofText("1.2.x"))
        .hasMessageContaining("studyUids[0] is no UID");
    assertThatThrownBy(() -> ReportedStudies.of(List.of("1.2", "../3")))
        .hasMessageContaining("studyUids[1]");
  }

  @Test
  void noneAndTooManyAreRefused() {
    assertThatThrownBy(() -> ReportedStudies.ofText("StudyInstanceUID\n"))
        .hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> ReportedStudies.of(Collections.nCopies(1001, "1.2")))
        .hasMessageContaining("1 to 1000");
  }
}
