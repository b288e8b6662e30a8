package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSearchTest {

  private static final StudyUid FIRST = new StudyUid("2.25.1");

  @TempDir Path folder;
  private ArchiveSearch search;

  @BeforeEach
  void fill() throws IOException {
    ArchiveStore store = ArchiveStore.open(folder, ArchiveLimits.standard());
    for (int instance = 1; instance <= 3; instance++) {
      store.store(ArchiveFiles.stream(1, 1, instance), Optional.empty());
    }
    store.store(ArchiveFiles.stream(1, 2, 1), Optional.empty());
    store.store(ArchiveFiles.stream(2, 1, 1), Optional.empty());
    search = new ArchiveSearch(store.index(), new ArchiveUrls("http://localhost/dicom-web"));
  }

  @Test
  void countsWhatAStudyHolds() {
    DicomObject study = search.studies(query()).get(0);

    assertThat(study.string(Tag.STUDY_INSTANCE_UID)).contains("2.25.1");
    assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_SERIES)).hasValue(2);
    assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)).hasValue(4);
    assertThat(study.strings(Tag.MODALITIES_IN_STUDY)).containsExactly("CT", "SEG");
    assertThat(study.string(Tag.RETRIEVE_URL))
        .contains("http://localhost/dicom-web/studies/2.25.1");
    assertThat(study.contains(Tag.SOP_INSTANCE_UID)).isFalse();
  }

  @Test
  void findsStudiesByKeywordAndByTag() {
    assertThat(search.studies(query("PatientID", "P2"))).hasSize(1);
    assertThat(search.studies(query("00100010", "phantom*"))).hasSize(2);
    assertThat(search.studies(query("ModalitiesInStudy", "SEG"))).hasSize(1);
    assertThat(search.studies(query("StudyDate", "20260102-"))).hasSize(1);
    assertThat(search.studies(query("StudyInstanceUID", "2.25.3"))).isEmpty();
    assertThat(search.studies(query("PatientName", ""))).hasSize(2);
  }

  @Test
  void findsSeriesOfAStudyAndOfAll() {
    assertThat(search.series(FIRST, query()))
        .extracting(s -> s.integer(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES).getAsInt())
        .containsExactly(3, 1);
    assertThat(search.series(FIRST, query("Modality", "SEG"))).hasSize(1);
    assertThat(search.series(query())).hasSize(3);
    assertThat(search.series(query()).get(0).contains(Tag.PATIENT_ID)).isTrue();
    assertThat(search.series(new StudyUid("2.25.9"), query())).isEmpty();
  }

  @Test
  void findsInstancesByPage() {
    SeriesUid series = new SeriesUid("2.25.1.1");

    assertThat(search.instances(FIRST, series, query("limit", "2"))).hasSize(2);
    assertThat(search.instances(FIRST, series, query("limit", "2", "offset", "2"))).hasSize(1);
    assertThat(search.instances(FIRST, series, query("offset", "7"))).isEmpty();
    assertThat(search.instances(FIRST, series, query("SOPInstanceUID", "2.25.1.1.2")))
        .extracting(i -> i.string(Tag.RETRIEVE_URL).orElseThrow())
        .containsExactly(
            "http://localhost/dicom-web/studies/2.25.1/series/2.25.1.1/instances/2.25.1.1.2");
    assertThat(search.instances(FIRST, query())).hasSize(4);
  }

  @Test
  void includesFieldsThatAreAskedFor() {
    assertThat(search.instances(FIRST, query()).get(0).contains(Tag.PATIENT_NAME)).isFalse();
    assertThat(
            search
                .instances(FIRST, query("includefield", "PatientName,00100020"))
                .get(0)
                .contains(Tag.PATIENT_ID))
        .isTrue();
    assertThat(
            search.instances(FIRST, query("includefield", "all")).get(0).contains(Tag.STUDY_DATE))
        .isTrue();
  }

  @Test
  void refusesQueriesItDoesNotUnderstand() {
    assertRefused("limit", "many");
    assertRefused("offset", "-1");
    assertRefused("NoSuchAttribute", "x");
    assertRefused("PatientID", "x".repeat(5000));
    assertRefused("\uD83E\uDDE0\uD83E\uDDE0 of nobody", "x");
    assertRefused("\uD83E\uDDE0".repeat(100), "x");
  }

  private static void assertRefused(String name, String value) {
    assertThatThrownBy(() -> query(name, value))
        .isInstanceOfSatisfying(ArchiveException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  private static ArchiveQuery query(String... pairs) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int n = 0; n < pairs.length; n += 2) {
      parameters.put(pairs[n], List.of(pairs[n + 1]));
    }
    return ArchiveQuery.parse(parameters);
  }
}
