package io.deepgrow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.PacsWays;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientAndStudyTest {

  private final List<DicomFile> files = CtSlices.axial(4);
  private final FakePacs archive = FakePacs.of(files);
  private final DicomWebClient pacs =
      new DicomWebClient(
          DicomWebConfig.of(archive.base()).with(Duration.ofSeconds(5), 2, Duration.ofMillis(1)));

  @AfterEach
  void stop() {
    archive.close();
  }

  private DicomObject fetch() {
    DicomFile first = files.get(0);
    return SeriesReader.patientAndStudy(
        pacs,
        new StudyUid(first.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow()),
        new SeriesUid(first.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow()),
        first.sopInstanceUid());
  }

  private static DicomFile renamed(DicomFile file) {
    DicomObject other =
        file.dataSet()
            .deepCopy()
            .setString(Tag.PATIENT_NAME, "Other^Name")
            .setString(Tag.PATIENT_ID, "OTHER-1")
            .setString(Tag.ISSUER_OF_PATIENT_ID, "HOSPITAL")
            .remove(Tag.STUDY_DESCRIPTION);
    return new DicomFile(file.syntax(), other, file.pixelData());
  }

  @Test
  void aSecondFetchShowsThePatientThatTheArchiveNamesByNow() {
    DicomObject before = fetch();
    archive.with(PacsWays.friendly().rewriting(PatientAndStudyTest::renamed));
    DicomObject now = fetch();

    assertThat(before.string(Tag.PATIENT_ID)).contains("PHANTOM");
    assertThat(now.string(Tag.PATIENT_ID)).contains("OTHER-1");
    assertThat(PatientStudyModules.samePatientAndStudy(before, now)).isFalse();
    assertThat(now.contains(Tag.SERIES_INSTANCE_UID)).isFalse();
    assertThat(now.contains(Tag.ROWS)).isFalse();
  }

  @Test
  void aLoadedSeriesTakesOverThePatientAndKeepsItsVolume() {
    LoadedSeries loaded = CtSlices.load(files);
    archive.with(PacsWays.friendly().rewriting(PatientAndStudyTest::renamed));

    LoadedSeries current = loaded.withPatientAndStudy(fetch());

    DicomObject common = current.commonAttributes();
    assertThat(common.string(Tag.PATIENT_NAME)).contains("Other^Name");
    assertThat(common.contains(Tag.STUDY_DESCRIPTION)).isFalse();
    assertThat(common.string(Tag.SERIES_DESCRIPTION)).contains("Generated CT");
    assertThat(current.volume()).isSameAs(loaded.volume());
    assertThat(loaded.commonAttributes().string(Tag.PATIENT_ID)).contains("PHANTOM");
  }

  @Test
  void theCharacterSetComesWithThePatient() {
    files.forEach(f -> f.dataSet().setString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100"));
    LoadedSeries loaded = CtSlices.load(files);
    DicomObject modules = fetch().setString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
    assertThat(
            loaded
                .withPatientAndStudy(modules)
                .commonAttributes()
                .string(Tag.SPECIFIC_CHARACTER_SET))
        .contains("ISO_IR 192");
  }

  @Test
  void anIssuerThatTheArchiveAddsIsNotAnotherPatient() {
    DicomObject before = fetch();
    DicomObject now = fetch().setString(Tag.ISSUER_OF_PATIENT_ID, "DCM4CHEE.7D5BB2F9.null");
    assertThat(PatientStudyModules.samePatientAndStudy(before, now)).isTrue();
  }

  @Test
  void anInstanceThatIsGoneIsNotFound() {
    archive.with(PacsWays.friendly().showing(f -> false));
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            DicomWebException.class, e -> assertThat(e.code()).isEqualTo("dicomweb.not_found"));
  }
}
