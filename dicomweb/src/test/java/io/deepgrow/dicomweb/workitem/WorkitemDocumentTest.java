package io.deepgrow.dicomweb.workitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkitemDocumentTest {

  private static final String ITEM =
      """
      [{"00741000": {"vr": "CS", "Value": ["SCHEDULED"]},
        "00741200": {"vr": "CS", "Value": ["HIGH"]},
        "00741204": {"vr": "LO", "Value": ["CT organs"]},
        "00404005": {"vr": "DT", "Value": ["20261128160000"]},
        "00404041": {"vr": "CS", "Value": ["READY"]},
        "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Secret^Name"}]},
        "00404021": {"vr": "SQ", "Value": [{
          "0020000D": {"vr": "UI", "Value": ["1.2"]},
          "0020000E": {"vr": "UI", "Value": ["1.2.3"]}}]}}]
      """;

  private static Workitem read(String json) {
    return WorkitemDocument.read(
        json.getBytes(StandardCharsets.UTF_8), "2.25.7", DicomLimits.standard());
  }

  @Test
  void anItemIsReadWithoutItsPatient() {
    Workitem item = read(ITEM);
    assertThat(item.uid()).isEqualTo("2.25.7");
    assertThat(item.input()).hasSize(1);
    assertThat(item.toString()).doesNotContain("Secret");
  }

  @ParameterizedTest
  @CsvSource({
    "00741000, '(0074,1000)'",
    "00741200, '(0074,1200)'",
    "00741204, '(0074,1204)'",
    "00404005, '(0040,4005)'",
    "00404041, '(0040,4041)'",
  })
  void whatIsMissingIsNamed(String tag, String words) {
    assertThatThrownBy(() -> read(ITEM.replace(tag, "00409999")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Missing Attributes: " + words);
  }

  @Test
  void onlyOneScheduledItemIsTaken() {
    assertThatThrownBy(() -> read(ITEM.replace("SCHEDULED", "COMPLETED")))
        .hasMessage("The provided value of UPS State was not SCHEDULED");
    assertThatThrownBy(() -> read("[]")).hasMessage("The body has one data set");
    assertThatThrownBy(() -> read("[{},{}]")).hasMessage("The body has one data set");
    assertThatThrownBy(() -> read("<xml/>")).isInstanceOf(DicomException.class);
  }

  @Test
  void anItemIsGivenBackWithItsStateAndWhyItWasCancelled() {
    String json =
        new String(
            WorkitemDocument.write(
                "2.25.7", WorkitemState.CANCELED, 20, "no spleen", Optional.empty()),
            StandardCharsets.UTF_8);
    assertThat(json).contains("CANCELED", "no spleen", "2.25.7", "[20]");
  }
}
