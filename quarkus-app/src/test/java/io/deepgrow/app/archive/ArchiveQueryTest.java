package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveQueryTest {

  private static final List<Integer> ROWS = IntStream.range(0, 20).boxed().toList();

  private static ArchiveQuery query(String... pairs) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int n = 0; n < pairs.length; n += 2) {
      parameters.put(pairs[n], List.of(pairs[n + 1]));
    }
    return ArchiveQuery.parse(parameters);
  }

  private static void refused(Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> {
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.code()).isEqualTo("archive.bad_request");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 0, 5",
    "5, 5, 5, 10",
    "18, 5, 18, 20",
    "20, 5, 20, 20",
    "2147483647, 5, 20, 20",
    "0, 2147483647, 0, 20",
    "3, 0, 3, 3"
  })
  void aPageIsWithinWhatThereIs(String offset, String limit, int from, int to) {
    assertThat(query("offset", offset, "limit", limit).page(ROWS))
        .isEqualTo(ROWS.subList(from, to));
  }

  @Test
  void withoutALimitNoMoreIsGivenThanOneAnswerHolds() {
    List<Integer> many = IntStream.range(0, ArchiveQuery.MAX_RESULTS + 5).boxed().toList();

    assertThat(query().page(many)).hasSize(ArchiveQuery.MAX_RESULTS);
    assertThat(query("limit", "2147483647").page(many)).hasSize(ArchiveQuery.MAX_RESULTS);
    assertThat(query("offset", "9999").page(many)).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "ten", "1.0", "2147483648", "1e3"})
  void whatIsNoCountIsRefusedByItsName(String value) {
    refused(() -> query("limit", value));
    assertThatThrownBy(() -> query("offset", value)).hasMessageStartingWith("offset");
  }

  @Test
  void allKeysMustMatch() {
    DicomObject object =
        new DicomObject().setString(Tag.PATIENT_ID, "P1").setString(Tag.MODALITY, "CT");

    assertThat(query("PatientID", "P1", "Modality", "CT").matches(object)).isTrue();
    assertThat(query("PatientID", "P1", "Modality", "MR").matches(object)).isFalse();
    assertThat(query("PatientID", "P1", "fuzzymatching", "true").matches(object)).isTrue();
    assertThat(query("StudyID", "").matches(object)).isTrue();
    assertThat(query("StudyID", "1").matches(object)).isFalse();
  }

  @Test
  void anAttributeThatIsAskedForByTagOrKeywordIsTheSame() {
    assertThat(query("00100020", "P1").included()).containsExactly(Tag.PATIENT_ID);
    assertThat(query("includefield", "PatientID, 0020000D,PatientID").included())
        .containsExactly(Tag.PATIENT_ID, Tag.STUDY_INSTANCE_UID);
    assertThat(query("includefield", "all").all()).isTrue();
    assertThat(query("includefield", "PatientID").all()).isFalse();
  }

  @Test
  void aQueryOfTooManyKeysIsRefusedBeforeAnyIsLookedAt() {
    Map<String, List<String>> many = new LinkedHashMap<>();
    for (int n = 0; n < 65; n++) {
      many.put(String.format("0009%04X", n), List.of("x"));
    }
    refused(() -> ArchiveQuery.parse(many));
    many.remove("00090000");

    assertThat(ArchiveQuery.parse(many).included()).hasSize(64);
  }

  @Test
  void whatIsNotUnderstoodIsNotEchoedAsItCame() {
    assertThatThrownBy(() -> query("<script>\r\nPatient", "x"))
        .hasMessage("Unknown attribute in the query: ?script???Patient");
    assertThatThrownBy(() -> query("n".repeat(500), "x")).message().hasSizeLessThan(120);
  }
}
